// 某日处于负面名单上的企业,背后是谁?
// Who holds an office in enterprises that stand on a list on a day? Only entries and offices that are so on that day.
// $day: day = today  哪一天
// $polarity: text = black  名单性质:black、watch、red
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: enterprise text, enterprise_name text?, list_code text?, listed_on day?, office text, person text, person_name person?
MATCH (o:Organization)-[l:LISTED_AS]->(e:ListEntry)
WHERE l.counts AND l.starts <= $day AND l.ends > $day AND e.counts AND e.starts <= $day AND e.ends > $day
  AND (e.removed_on IS NULL OR e.removed_on > $day) AND e.polarity = $polarity
MATCH (same:Organization {root: o.root})<-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF]-(p:Person)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
RETURN DISTINCT o.root AS enterprise, same.name AS enterprise_name, e.list_code AS list_code, e.listed_on AS listed_on, type(r) AS office, p.id AS person, p.name AS person_name
ORDER BY enterprise, list_code, listed_on, office, person
LIMIT $limit
