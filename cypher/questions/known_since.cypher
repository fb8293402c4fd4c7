// 某笔之后新知道了什么?
// What became known after a transaction: claims born, by kind of fact and source?
// $transaction: number  交易号
// $limit: number = 50  最多几行
// example: transaction=50
// returns: transaction number, known_at_us number, source text, file text, claims number
MATCH (t:Transaction)
WHERE t.seq > $transaction
MATCH (said:Claim {tx: t.seq})
MATCH (batch:Batch {id: said.batch})
RETURN t.seq AS transaction, t.at_us AS known_at_us, batch.source AS source, batch.file AS file, count(*) AS claims
ORDER BY transaction, source, file
LIMIT $limit
