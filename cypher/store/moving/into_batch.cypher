// Every batch. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MATCH (feed:Feed {id: row.feed})
MERGE (new:Batch {id: row.id})
SET new += row, new.snapshot = row.snapshot = 1, new.source = feed.source, new.scope = feed.scope
