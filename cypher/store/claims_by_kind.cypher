// How many claims stand at the last transaction, and how many facts do they state?
// $still: number  the mark of a claim that stands
// returns: kind number, claims number, facts number
MATCH (said:Claim {tx_end: $still})
RETURN said.kind AS kind, count(*) AS claims, count(DISTINCT said.fact) AS facts
ORDER BY kind
