// 某日哪些企业由同一人任法定代表人?
// Which enterprises have the same legal representative on a day?
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: person text, person_name person?, enterprises texts
MATCH (p:Person)-[r:LEGAL_REP_OF]->(o:Organization)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
WITH p.root AS person, max(p.name) AS person_name, collect(DISTINCT o.root) AS ids
WHERE size(ids) > 1
RETURN person, person_name, COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS enterprises
ORDER BY size(enterprises) DESC, person
LIMIT $limit
