// Every membership of a cluster.
// returns: member text, root text, tx number, tx_end number?
MATCH (known:Membership)
RETURN known.member AS member, known.root AS root, known.tx AS tx, nullIf(known.tx_end, 9223372036854775807) AS tx_end
