// Which deeds at these facts are recorded already?
// $facts: texts  fact ids
// returns: fact text, deed text, effective number?, props text
UNWIND $facts AS fact
MATCH (act:Act {fact: fact})
RETURN DISTINCT fact, act.deed AS deed, act.effective AS effective, act.props AS props
