// Which acts, known at a transaction, aim at these facts? A redaction counts at every transaction.
// $facts: texts  fact ids
// $tx: number  the transaction of the view
// returns: id number, fact text, deed text, effective number?, props text, tx number, author text, reason text
UNWIND $facts AS fact
MATCH (act:Act {fact: fact})
WHERE act.tx <= $tx OR act.deed = 'redact'
RETURN
  act.id AS id, act.fact AS fact, act.deed AS deed, act.effective AS effective, act.props AS props,
  act.tx AS tx, act.author AS author, act.reason AS reason
ORDER BY tx, id
