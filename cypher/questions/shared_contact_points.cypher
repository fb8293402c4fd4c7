// 某日哪些企业共用联系方式(仅为线索)?
// Which enterprises use the same contact point on a day? A lead, never a ground.
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: contact text, contact_kind text?, enterprises texts, count number
MATCH (o:Organization)-[r:USES_CONTACT]->(c:ContactPoint)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
WITH c, collect(DISTINCT o.id) AS ids
WHERE size(ids) > 1
RETURN c.id AS contact, c.contact_kind AS contact_kind, COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS enterprises, size(ids) AS count
ORDER BY count DESC, contact
LIMIT $limit
