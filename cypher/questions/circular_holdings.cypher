// 某日的循环持股(二至六层)有哪些?
// Which enterprises hold each other in a ring of two to six holdings, all of them so on the day?
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: enterprise text, ring texts, names texts, length number
MATCH ring = (o:Organization)(()-[r:SHAREHOLDER_OF WHERE r.counts AND r.starts <= $day AND r.ends > $day]->()){2,6}(o)
WITH o, [n IN nodes(ring)[..-1] | n.id] AS ids, [n IN nodes(ring)[..-1] | coalesce(n.name, n.id)] AS names, length(ring) AS length
WHERE all(id IN ids WHERE o.id <= id) AND size(ids) = size(COLLECT { UNWIND ids AS id RETURN DISTINCT id })
RETURN o.id AS enterprise, ids AS ring, names, length
ORDER BY length, enterprise, ring
LIMIT $limit
