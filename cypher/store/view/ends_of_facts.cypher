// At which nodes do these facts hang? Every version of a fact has the same kind and ends.
// $facts: texts  fact ids
// $tx: number  the transaction of the view
// returns: kind number, src text
UNWIND $facts AS fact
MATCH (said:Claim)
USING INDEX said:Claim(fact)
WHERE said.fact = fact AND said.tx <= $tx
RETURN DISTINCT said.kind AS kind, said.src AS src
