// 与某主体同日共同持股的有谁?
// Who holds shares of the same enterprises as a subject on a day?
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH01037U day=2026-11-20
// returns: enterprise text, enterprise_name text?, holder text, person_name person?, holder_name text?, share text?
MATCH (asked:Thing {id: $id})
MATCH (a:Thing {root: asked.root})-[r:SHAREHOLDER_OF]->(o:Organization)
WHERE r.counts AND r.starts <= $day AND r.ends > $day
MATCH (o)<-[s:SHAREHOLDER_OF]-(b:Thing)
WHERE s.counts AND s.starts <= $day AND s.ends > $day AND b.root <> a.root
RETURN DISTINCT o.id AS enterprise, o.name AS enterprise_name, b.id AS holder, CASE WHEN b:Person THEN b.name END AS person_name, CASE WHEN b:Organization THEN b.name END AS holder_name, s.share AS share
ORDER BY enterprise, holder
LIMIT $limit
