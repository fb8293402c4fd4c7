// 一个事实是谁说的,读自哪个文件的哪一行?
// On whose word does a fact rest: every version of every claim of it, with file and row?
// $fact: text  事实标识(32 位十六进制)
// $limit: number = 50  最多几行
// example: fact={fact}
// returns: evidence number, source text, title text, file text, row number, document text?, transaction number, superseded_by number?
MATCH (said:Claim {fact: $fact})
MATCH (batch:Batch {id: said.batch})
RETURN
  said.id AS evidence, batch.source AS source, batch.title AS title, batch.file AS file, said.row AS row, said.document AS document,
  said.tx AS transaction, nullIf(said.tx_end, 9223372036854775807) AS superseded_by
ORDER BY evidence
LIMIT $limit
