// Where were these claims read?
// $ids: numbers  claim ids
// $tx: number  the transaction of the view
// returns: id number, fact text, kind number, source text, title text, scope text, file text, row number, document text?, raw text?, seen_on number, tx number, tx_end number, redacted flag
UNWIND range(0, size($ids) - 1) AS place
MATCH (said:Claim {id: $ids[place]})
WHERE said.tx <= $tx
MATCH (batch:Batch {id: said.batch})
OPTIONAL MATCH (line:SourceRow {id: said.batch * 4294967296 + said.row})
RETURN
  said.id AS id, said.fact AS fact, said.kind AS kind, batch.source AS source, batch.title AS title, batch.scope AS scope,
  batch.file AS file, said.row AS row, said.document AS document, line.raw AS raw, batch.data_on AS seen_on,
  said.tx AS tx, said.tx_end AS tx_end, EXISTS { (:Act {fact: said.fact, deed: 'redact'}) } AS redacted
ORDER BY place
