// What do other facts say of these nodes, ever?
// $nodes: texts  public ids, as stated
// $kinds: numbers  codes of kinds that find nodes
// $facts: texts  fact ids that do not count
// returns: fact text, kind number, src text, props text
UNWIND $nodes AS node
MATCH (said:Claim)
WHERE said.src = node AND said.kind IN $kinds AND said.tx_end > 0 AND NOT said.fact IN $facts
RETURN said.fact AS fact, said.kind AS kind, said.src AS src, said.props AS props
