// Every line that states a fact whose claim rests on another. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
MERGE (:Restated {fact: row.fact, source_row: row.source_row})
