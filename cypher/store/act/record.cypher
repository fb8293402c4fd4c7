// Records deeds.
// $rows: maps  their columns, each with its id
UNWIND $rows AS row
MERGE (act:Act {id: row.id})
SET act += row
