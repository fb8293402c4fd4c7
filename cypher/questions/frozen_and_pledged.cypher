// 某日被冻结或出质的股权有哪些?
// Whose shares are frozen or pledged on a day?
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: encumbrance text, kind text?, doc_no text?, registered_on day?, state text?, subject text, part text?
MATCH (s:Thing)-[r:SUBJECT_OF]->(x:Encumbrance)
WHERE r.counts AND r.starts <= $day AND r.ends > $day AND x.counts AND x.starts <= $day AND x.ends > $day
RETURN DISTINCT x.id AS encumbrance, x.encumbrance_kind AS kind, x.doc_no AS doc_no, x.registered_on AS registered_on, x.state AS state, s.id AS subject, r.part AS part
ORDER BY encumbrance, subject, part
LIMIT $limit
