// Every act.
// returns: id number, fact text, deed text, effective number?, props text, tx number, author text, reason text
MATCH (act:Act)
RETURN
  act.id AS id, act.fact AS fact, act.deed AS deed, act.effective AS effective, act.props AS props,
  act.tx AS tx, act.author AS author, act.reason AS reason
ORDER BY id
