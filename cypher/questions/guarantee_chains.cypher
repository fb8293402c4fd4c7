// 某日的担保链(至多四层)有哪些?
// Who guarantees for whom on a day, up to four guarantees in a row? Leads, never a ground.
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH010104 day=2026-11-20
// returns: chain texts, length number
MATCH (asked:Thing {id: $id})
MATCH (a:Thing {root: asked.root})
MATCH chain = (a)(()-[r:GUARANTEES WHERE r.counts AND r.starts <= $day AND r.ends > $day]->()){1,4}(b:Thing)
RETURN [n IN nodes(chain) | n.id] AS chain, length(chain) AS length
ORDER BY length, chain
LIMIT $limit
