// Which versions have these facts, and where were they read?
// $facts: texts  fact ids
// returns: fact text, kind number, src text, props text
UNWIND $facts AS fact
MATCH (said:Claim)
USING INDEX said:Claim(fact)
WHERE said.fact = fact
RETURN said.fact AS fact, said.kind AS kind, said.src AS src, said.props AS props
