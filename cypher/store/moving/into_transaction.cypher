// Every transaction. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MERGE (new:Transaction {seq: row.seq})
SET new += row
