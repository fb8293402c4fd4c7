// Makes ids members of clusters.
// $rows: maps  member and root
// $tx: number  the transaction
// $still: number  the mark of what stands
UNWIND $rows AS row
MERGE (known:Membership {member: row.member, tx: $tx})
SET known.root = row.root, known.tx_end = $still
