// 哪些企业的分支机构受过处罚?
// Which branches of which enterprises, so on the day, were punished by then?
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: enterprise text, enterprise_name text?, branch text, branch_name text?, penalty text, doc_no text?, decided_on day?
MATCH (a:Organization)-[b:BRANCH_OF]-(c:Organization)
WHERE b.counts AND b.starts <= $day AND b.ends > $day
MATCH (c)-[s:SUBJECT_OF]->(p:Penalty)
WHERE s.counts AND p.counts AND p.decided_on <= $day
WITH startNode(b) AS branch, endNode(b) AS head, c, p
WHERE c = branch
RETURN DISTINCT head.id AS enterprise, head.name AS enterprise_name, branch.id AS branch, branch.name AS branch_name, p.id AS penalty, p.doc_no AS doc_no, p.decided_on AS decided_on
ORDER BY enterprise, branch, decided_on, penalty
LIMIT $limit
