// Which ids are members of a cluster now?
// $still: number  the mark of what stands
// returns: member text, root text
MATCH (known:Membership {tx_end: $still})
RETURN known.member AS member, known.root AS root
