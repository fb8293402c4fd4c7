// 哪些处罚企业的决定没有列出责任人?
// Which penalties of enterprises, decided since a day, name no responsible person?
// $since: day  从哪天
// $limit: number = 50  最多几行
// example: since=2024-01-01
// returns: penalty text, doc_no text?, decided_on day, subject text, subject_name text?, authority text?
MATCH (o:Organization)-[s:SUBJECT_OF]->(p:Penalty)
WHERE s.counts AND p.counts AND p.decided_on >= $since AND NOT EXISTS { MATCH (p)<-[n:NAMED_IN]-(:Person) WHERE n.counts }
RETURN p.id AS penalty, p.doc_no AS doc_no, p.decided_on AS decided_on, o.id AS subject, o.name AS subject_name, p.authority_name AS authority
ORDER BY decided_on, penalty, subject
LIMIT $limit
