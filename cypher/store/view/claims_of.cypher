// Which claims, known at a transaction, are records of or statements about these nodes? Also used for relations by their source end,
// inside the transaction that writes them.
// $nodes: texts  public ids, as stated
// $kinds: numbers  kind codes
// $tx: number  the transaction of the view
// returns: id number, fact text, kind number, src text, dst text?, from_min number, from_max number, to_min number, to_max number, props text, source text, scope text, precedence number, tx number, seen_on number
UNWIND $nodes AS id
MATCH (said:Claim)
USING INDEX said:Claim(src, kind, tx_end)
WHERE said.src = id AND said.kind IN $kinds AND said.tx_end > $tx AND said.tx <= $tx
MATCH (batch:Batch {id: said.batch})
RETURN
  said.id AS id, said.fact AS fact, said.kind AS kind, said.src AS src, said.dst AS dst,
  said.from_min AS from_min, said.from_max AS from_max, said.to_min AS to_min, said.to_max AS to_max,
  said.props AS props, batch.source AS source, batch.scope AS scope, batch.precedence AS precedence, said.tx AS tx, batch.data_on AS seen_on
