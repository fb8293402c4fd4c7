// Every version of every claim; the digest of those that stand.
// returns: id number, fact text, kind number, src text, dst text?, from_min number, from_max number, to_min number, to_max number, tx number, tx_end number?, batch number, row number, document text?, props text, digest text?
MATCH (said:Claim)
RETURN
  said.id AS id, said.fact AS fact, said.kind AS kind, said.src AS src, said.dst AS dst,
  said.from_min AS from_min, said.from_max AS from_max, said.to_min AS to_min, said.to_max AS to_max,
  said.tx AS tx, nullIf(said.tx_end, 9223372036854775807) AS tx_end, said.batch AS batch, said.row AS row, said.document AS document,
  said.props AS props, CASE WHEN said.tx_end = 9223372036854775807 THEN said.digest END AS digest
