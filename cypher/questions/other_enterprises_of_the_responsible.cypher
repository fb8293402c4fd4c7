// 某企业的负责人,同日还负责哪些别的企业?
// Which other enterprises do the heads of an enterprise head on the same day?
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH010104 day=2026-11-20
// returns: person text, person_name person?, here text, there text, enterprise text, enterprise_name text?
MATCH (asked:Organization {id: $id})
MATCH (o:Organization {root: asked.root})<-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF]-(p:Person)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
MATCH (same:Person {root: p.root})-[s:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF]->(other:Organization)
WHERE s.counts AND s.starts <= $day AND s.ends > $day AND other.root <> o.root
RETURN DISTINCT p.id AS person, p.name AS person_name, type(r) AS here, type(s) AS there, other.id AS enterprise, other.name AS enterprise_name
ORDER BY enterprise, person, here, there
LIMIT $limit
