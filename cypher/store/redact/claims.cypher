// Erases what the claims of these facts say. Their place stays, so that the next load finds them said.
// $facts: texts  fact ids
UNWIND $facts AS fact
MATCH (said:Claim)
USING INDEX said:Claim(fact)
WHERE said.fact = fact
SET said.props = '{}', said.document = null
