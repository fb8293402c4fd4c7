// Every membership of a cluster. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MERGE (new:Membership {member: row.member, tx: row.tx})
SET new += row, new.tx_end = coalesce(row.tx_end, 9223372036854775807)
