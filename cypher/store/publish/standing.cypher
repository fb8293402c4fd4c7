// What does this feed say of these facts now?
// $facts: texts  fact ids
// $feed: number  whose statements
// $still: number  the mark of a claim that stands
// returns: fact text, digest text, claim number
UNWIND $facts AS fact
MATCH (said:Claim {fact: fact, feed: $feed, tx_end: $still})
USING INDEX said:Claim(fact)
RETURN fact, said.digest AS digest, said.id AS claim
