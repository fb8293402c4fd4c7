// Every act. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MERGE (new:Act {id: row.id})
SET new += row
