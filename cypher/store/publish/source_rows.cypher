// The raw values of lines.
// $rows: maps  id (batch * 2^32 + row) and raw
UNWIND $rows AS row
MERGE (line:SourceRow {id: row.id})
SET line.raw = row.raw
