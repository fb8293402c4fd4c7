// 法院对某主体作出过哪些文书?
// Which court orders concern a subject, newest first?
// $id: text  标识,如 uscc:… 或 p:…
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH010104
// returns: court_order text, kind text?, case_no text?, court text?, ordered_on day?, lifted_on day?, part text?
MATCH (asked:Thing {id: $id})
MATCH (s:Thing {root: asked.root})-[r:SUBJECT_OF]->(c:CourtOrder)
WHERE r.counts AND c.counts
RETURN DISTINCT c.id AS court_order, c.order_kind AS kind, c.case_no AS case_no, c.court AS court, c.ordered_on AS ordered_on, c.lifted_on AS lifted_on, r.part AS part
ORDER BY ordered_on DESC, court_order
LIMIT $limit
