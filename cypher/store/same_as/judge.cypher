// Records judgements, and ends those that stood on the same pairs.
// $rows: maps  a, b (a < b), same, author, basis
// $tx: number  the transaction
// $still: number  the mark of what stands
UNWIND $rows AS row
OPTIONAL MATCH (old:Judgement {a: row.a, b: row.b, tx_end: $still})
SET old.tx_end = $tx
WITH DISTINCT row
CREATE (new:Judgement {tx: $tx, tx_end: $still})
SET new += row
