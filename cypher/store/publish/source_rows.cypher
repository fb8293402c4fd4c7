// The raw values of lines.
// $columns: maps  a list for each column: id (batch * 2^32 + row) and raw
UNWIND range(0, size($columns.id) - 1) AS i
CREATE (:SourceRow {id: $columns.id[i], raw: $columns.raw[i]})
