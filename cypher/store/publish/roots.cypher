// Tells nodes which id they are known by now.
// $rows: maps  id and root
UNWIND $rows AS row
MATCH (thing:Thing {id: row.id})
SET thing.root = row.root
