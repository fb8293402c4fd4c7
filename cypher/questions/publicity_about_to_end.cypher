// 哪些处罚的公示将在若干天内截止?
// Which penalties' stated publicity ends within so many days after a day?
// $day: day = today  哪一天
// $days: number = 180  若干天内
// $limit: number = 50  最多几行
// example: day=2026-11-20 days=3650
// returns: penalty text, doc_no text?, public_until day, subject text, subject_name text?
MATCH (s:Organization)-[r:SUBJECT_OF]->(p:Penalty)
WHERE r.counts AND r.starts <= $day AND r.ends > $day AND p.counts AND p.public_until > $day AND p.public_until <= $day + duration({days: $days})
RETURN p.id AS penalty, p.doc_no AS doc_no, p.public_until AS public_until, s.id AS subject, s.name AS subject_name
ORDER BY public_until, penalty, subject
LIMIT $limit
