// Ends the membership of these ids.
// $ids: texts  public ids
// $tx: number  the transaction
// $still: number  the mark of what stands
UNWIND $ids AS id
MATCH (known:Membership {member: id, tx_end: $still})
SET known.tx_end = $tx
