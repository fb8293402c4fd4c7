// Erases the raw values of every line that states one of these facts.
// $facts: texts  fact ids
UNWIND $facts AS fact
CALL (fact) {
  MATCH (said:Claim {fact: fact}) RETURN said.batch * 4294967296 + said.row AS id
  UNION
  MATCH (again:Restated {fact: fact}) RETURN again.source_row AS id
}
MATCH (line:SourceRow {id: id})
DETACH DELETE line
