// Lines that state a fact whose claim rests on another line: what a redaction must also erase.
// $rows: maps  fact and source_row
UNWIND $rows AS row
MERGE (:Restated {fact: row.fact, source_row: row.source_row})
