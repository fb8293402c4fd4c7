// 哪些事实各来源说法不一?
// Which facts do several sources state in different words now? Corroborated facts whose standing claims differ.
// $limit: number = 50  最多几行
// example: limit=10
// returns: fact text, node text, sources texts, claims number
MATCH (said:Claim)
WHERE said.tx_end = 9223372036854775807 AND said.props <> '{}'
WITH said.fact AS fact, said.src AS node, collect(DISTINCT said.props) AS words, collect(DISTINCT said.batch) AS batches, count(*) AS claims
WHERE size(words) > 1
MATCH (batch:Batch) WHERE batch.id IN batches
WITH fact, node, claims, collect(DISTINCT batch.source) AS names
RETURN fact, node, COLLECT { UNWIND names AS name RETURN name ORDER BY name } AS sources, claims
ORDER BY claims DESC, fact
LIMIT $limit
