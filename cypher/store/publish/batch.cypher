// A batch: what was loaded, and which claim numbers it took.
// $id: number  its number
// $columns: maps  one map of all that is said of it
UNWIND $columns AS columns
MERGE (batch:Batch {id: $id})
SET batch += columns
