// 哪些处罚已经信用修复?
// Which penalties have been repaired, since when, and whose are they?
// $limit: number = 50  最多几行
// example: limit=20
// returns: penalty text, doc_no text?, decided_on day?, repaired_on day, subject text, subject_name text?
MATCH (p:Penalty)<-[s:SUBJECT_OF]-(o:Organization)
WHERE p.counts AND s.counts AND p.repaired_on IS NOT NULL
RETURN p.id AS penalty, p.doc_no AS doc_no, p.decided_on AS decided_on, p.repaired_on AS repaired_on, o.id AS subject, o.name AS subject_name
ORDER BY repaired_on, penalty, subject
LIMIT $limit
