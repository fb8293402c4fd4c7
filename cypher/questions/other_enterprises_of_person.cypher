// 一个人在某日还在哪些企业任职?
// In which enterprises does a person hold which office on a day?
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: id={person} day=2026-11-20
// returns: enterprise text, enterprise_name text?, office text, since day?, until day?, source text
MATCH (asked:Person {id: $id})
MATCH (p:Person {root: asked.root})-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF]->(o:Organization)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
RETURN o.id AS enterprise, o.name AS enterprise_name, type(r) AS office, r.starts AS since, r.ends AS until, r.source AS source
ORDER BY enterprise, office, since
LIMIT $limit
