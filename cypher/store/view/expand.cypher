// Which claims, known at a transaction, state relations of these kinds at these nodes? Days are not asked here: credit.view says why.
// RELATION stands for these kinds by name, and for others of their families: one plan serves many questions. What stands is a relation;
// what was superseded since is a node of its own. Relations are read first: a claim that is superseded meanwhile comes twice rather than
// never. A claim with both ends among the nodes comes twice as well.
// $nodes: texts  public ids, as stated
// $kinds: numbers  kind codes
// $outward: flag  claims whose source end is among the nodes
// $inward: flag  claims whose other end is
// $tx: number  the transaction of the view
// $still: number  the mark of a claim that stands
// returns: id number, fact text, kind number, src text, dst text, from_min number, from_max number, to_min number, to_max number, props text, source text, scope text, precedence number, tx number, seen_on number
UNWIND $nodes AS id
CALL (id) {
  MATCH (:Thing {id: id})-[said:RELATION]->(other:Thing)
  WHERE $outward AND said.kind IN $kinds AND said.tx <= $tx
  RETURN said, id AS src, other.id AS dst, said.source AS source, said.scope AS scope, said.precedence AS precedence, said.seen_on AS seen_on
  UNION ALL
  MATCH (:Thing {id: id})<-[said:RELATION]-(other:Thing)
  WHERE $inward AND said.kind IN $kinds AND said.tx <= $tx
  RETURN said, other.id AS src, id AS dst, said.source AS source, said.scope AS scope, said.precedence AS precedence, said.seen_on AS seen_on
  UNION ALL
  MATCH (said:Claim)
  USING INDEX said:Claim(src, kind, tx_end)
  WHERE $outward AND said.src = id AND said.kind IN $kinds AND said.tx_end > $tx AND said.tx_end < $still AND said.tx <= $tx
  MATCH (batch:Batch {id: said.batch})
  RETURN said, said.src AS src, said.dst AS dst, batch.source AS source, batch.scope AS scope, batch.precedence AS precedence, batch.data_on AS seen_on
  UNION ALL
  MATCH (said:Claim)
  USING INDEX said:Claim(dst, kind, tx_end)
  WHERE $inward AND said.dst = id AND said.kind IN $kinds AND said.tx_end > $tx AND said.tx_end < $still AND said.tx <= $tx
  MATCH (batch:Batch {id: said.batch})
  RETURN said, said.src AS src, said.dst AS dst, batch.source AS source, batch.scope AS scope, batch.precedence AS precedence, batch.data_on AS seen_on
}
RETURN
  said.id AS id, said.fact AS fact, said.kind AS kind, src, dst,
  said.from_min AS from_min, said.from_max AS from_max, said.to_min AS to_min, said.to_max AS to_max,
  said.props AS props, source, scope, precedence, said.tx AS tx, seen_on
