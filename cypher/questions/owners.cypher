// 一家企业在某日的各级股东(至多六层)是谁?
// Who owns an enterprise on a day, up to six holdings away, and by which chain of shares?
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH010104 day=2026-11-20
// returns: owner text, kind text, person_name person?, enterprise_name text?, depth number, shares texts
MATCH (asked:Organization {id: $id})
MATCH (o:Organization {root: asked.root})
MATCH chain = (owner:Thing)(()-[r:SHAREHOLDER_OF WHERE r.counts AND r.starts <= $day AND r.ends > $day]->()){1,6}(o)
WHERE owner.root <> o.root
RETURN owner.id AS owner, CASE WHEN owner:Person THEN 'Person' ELSE 'Organization' END AS kind, CASE WHEN owner:Person THEN owner.name END AS person_name, CASE WHEN owner:Organization THEN owner.name END AS enterprise_name, length(chain) AS depth, [x IN relationships(chain) | coalesce(x.share, '?')] AS shares
ORDER BY depth, owner, shares
LIMIT $limit
