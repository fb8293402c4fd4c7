// 一家企业历任的法定代表人、负责人、经营者是谁?
// Who has headed an enterprise, term by term?
// $id: text  标识,如 uscc:… 或 p:…
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH01045N
// returns: office text, person text, person_name person?, since day?, until day?, source text
MATCH (asked:Organization {id: $id})
MATCH (o:Organization {root: asked.root})<-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF]-(p:Person)
WHERE r.counts
RETURN type(r) AS office, p.id AS person, p.name AS person_name, r.starts AS since, r.ends AS until, r.source AS source
ORDER BY since, office, person
LIMIT $limit
