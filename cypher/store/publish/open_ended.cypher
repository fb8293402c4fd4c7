// Which standing versions of this feed have no end, of kinds whose absence is an end?
// $feed: number  whose statements
// $kinds: numbers  codes of kinds that end by absence
// $still: number  the mark of a claim that stands
// $open: number  the day that stands for an open end
// returns: id number, fact text, batch number
MATCH (said:Claim)
WHERE said.feed = $feed AND said.tx_end = $still AND said.to_max = $open AND said.kind IN $kinds
RETURN said.id AS id, said.fact AS fact, said.batch AS batch
ORDER BY id
