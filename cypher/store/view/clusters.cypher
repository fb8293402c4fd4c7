// Which ids are known at a transaction to name the same things as these? Only ids that somebody has merged.
// $ids: texts  public ids
// $tx: number  the transaction of the view
// returns: member text, root text
UNWIND $ids AS id
MATCH (known:Membership {member: id})
WHERE known.tx <= $tx AND known.tx_end > $tx
MATCH (other:Membership {root: known.root})
WHERE other.tx <= $tx AND other.tx_end > $tx
RETURN DISTINCT other.member AS member, other.root AS root
