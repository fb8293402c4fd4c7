// Which of these facts are redacted?
// $facts: texts  fact ids
// returns: fact text
UNWIND $facts AS fact
MATCH (:Act {fact: fact, deed: 'redact'})
RETURN DISTINCT fact
