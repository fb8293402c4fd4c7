// Erases the corrected values of these facts.
// $facts: texts  fact ids
UNWIND $facts AS fact
MATCH (act:Act {fact: fact})
SET act.props = '{}'
