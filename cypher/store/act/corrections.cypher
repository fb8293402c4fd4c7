// Which values do corrections of these facts state, and of which nodes?
// $facts: texts  fact ids
// returns: fact text, props text
UNWIND $facts AS fact
MATCH (act:Act {fact: fact, deed: 'correct'})
RETURN fact, act.props AS props
