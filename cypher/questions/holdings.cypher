// 一家企业或一个人在某日的各级持股(至多六层)有哪些?
// What does somebody own on a day, up to six holdings away?
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH01037U day=2026-11-20
// returns: enterprise text, enterprise_name text?, depth number, shares texts
MATCH (asked:Thing {id: $id})
MATCH (owner:Thing {root: asked.root})
MATCH chain = (owner)(()-[r:SHAREHOLDER_OF WHERE r.counts AND r.starts <= $day AND r.ends > $day]->()){1,6}(o:Organization)
WHERE owner.root <> o.root
RETURN o.id AS enterprise, o.name AS enterprise_name, length(chain) AS depth, [x IN relationships(chain) | coalesce(x.share, '?')] AS shares
ORDER BY depth, enterprise, shares
LIMIT $limit
