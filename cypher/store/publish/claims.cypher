// New claims, as nodes of their own.
// $rows: maps  their columns, each with its id
UNWIND $rows AS row
MERGE (said:Claim {id: row.id})
SET said += row
