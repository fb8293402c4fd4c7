// Every feed. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MERGE (new:Feed {source: row.source, scope: row.scope})
SET new += row
