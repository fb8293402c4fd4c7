// 哪些人被文书列为责任人?
// Which persons do penalties name as responsible, since a day?
// $since: day  从哪天
// $limit: number = 50  最多几行
// example: since=2024-01-01
// returns: person text, person_name person?, duty text?, penalty text, doc_no text?, decided_on day
MATCH (p:Person)-[n:NAMED_IN]->(x:Penalty)
WHERE n.counts AND x.counts AND x.decided_on >= $since
RETURN p.id AS person, p.name AS person_name, n.duty AS duty, x.id AS penalty, x.doc_no AS doc_no, x.decided_on AS decided_on
ORDER BY decided_on, penalty, person
LIMIT $limit
