// 某日任职企业最多的人是谁?
// Which persons hold offices in the most enterprises on a day?
// $day: day = today  哪一天
// $least: number = 2  至少几家
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: person text, person_name person?, enterprises number, offices texts
MATCH (p:Person)-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF]->(o:Organization)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
WITH p.root AS person, max(p.name) AS person_name, count(DISTINCT o.root) AS enterprises, collect(DISTINCT type(r)) AS types
WHERE enterprises >= $least
RETURN person, person_name, enterprises, COLLECT { UNWIND types AS type RETURN type ORDER BY type } AS offices
ORDER BY enterprises DESC, person
LIMIT $limit
