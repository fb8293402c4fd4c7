// 某日本人在名单上、仍在任职的有谁?
// Which persons who stand on a list themselves hold an office on the same day?
// $day: day = today  哪一天
// $polarity: text = black  名单性质:black、watch、red
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: person text, person_name person?, list_code text?, listed_on day?, office text, enterprise text, enterprise_name text?
MATCH (p:Person)-[l:LISTED_AS]->(e:ListEntry)
WHERE l.counts AND l.starts <= $day AND l.ends > $day AND e.counts AND (e.removed_on IS NULL OR e.removed_on > $day) AND e.polarity = $polarity
MATCH (same:Person {root: p.root})-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF|EMPLOYED_AS]->(o:Organization)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
RETURN DISTINCT p.id AS person, p.name AS person_name, e.list_code AS list_code, e.listed_on AS listed_on, type(r) AS office, o.id AS enterprise, o.name AS enterprise_name
ORDER BY person, enterprise, office, list_code
LIMIT $limit
