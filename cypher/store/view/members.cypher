// Which ids are known at a transaction to name the same thing as this one? None where nobody has merged it.
// $id: text  public id
// $tx: number  the transaction of the view
// returns: member text, root text
MATCH (known:Membership {member: $id})
WHERE known.tx <= $tx AND known.tx_end > $tx
MATCH (other:Membership {root: known.root})
WHERE other.tx <= $tx AND other.tx_end > $tx
RETURN other.member AS member, other.root AS root
ORDER BY member
