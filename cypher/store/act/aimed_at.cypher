// At which of these facts does any act aim?
// $facts: texts  fact ids
// returns: fact text
UNWIND $facts AS fact
MATCH (:Act {fact: fact})
RETURN DISTINCT fact
