// 列入名单后若干天内更换负责人的企业有哪些?
// Which enterprises got a new head within so many days after being listed?
// $days: number = 365  多少天内
// $limit: number = 50  最多几行
// example: days=3650
// returns: enterprise text, enterprise_name text?, list_code text?, listed_on day, office text, person text, person_name person?, since day
MATCH (o:Organization)-[l:LISTED_AS]->(e:ListEntry)
WHERE l.counts AND e.counts AND e.listed_on IS NOT NULL
MATCH (same:Organization {root: o.root})<-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF]-(p:Person)
WHERE r.counts AND r.starts > e.listed_on AND r.starts <= e.listed_on + duration({days: $days})
RETURN DISTINCT o.root AS enterprise, same.name AS enterprise_name, e.list_code AS list_code, e.listed_on AS listed_on, type(r) AS office, p.id AS person, p.name AS person_name, r.starts AS since
ORDER BY since, enterprise, person, list_code
LIMIT $limit
