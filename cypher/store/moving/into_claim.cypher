// Every version of every claim; the digest of those that stand. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MATCH (batch:Batch {id: row.batch})
MERGE (new:Claim {id: row.id})
SET new += row, new.feed = batch.feed, new.tx_end = coalesce(row.tx_end, 9223372036854775807)
