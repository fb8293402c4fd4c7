// 某主体受过哪些处罚,是否已修复?
// Which penalties has a subject, newest first, and since when are they repaired?
// $id: text  标识,如 uscc:… 或 p:…
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH0107X4
// returns: penalty text, doc_no text?, decided_on day?, fine_fen number?, tier text?, authority text?, repaired_on day?, disputed flag?
MATCH (asked:Thing {id: $id})
MATCH (s:Thing {root: asked.root})-[r:SUBJECT_OF]->(p:Penalty)
WHERE r.counts AND p.counts
RETURN DISTINCT p.id AS penalty, p.doc_no AS doc_no, p.decided_on AS decided_on, p.fine_fen AS fine_fen, p.tier AS tier, p.authority_name AS authority, p.repaired_on AS repaired_on, p.disputed AS disputed
ORDER BY decided_on DESC, penalty
LIMIT $limit
