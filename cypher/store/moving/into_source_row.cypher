// The raw values of every line that is kept. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MERGE (new:SourceRow {id: row.id})
SET new.raw = row.raw
