// Which of these ids does any claim name that is known at a transaction?
// $ids: texts  public ids
// $tx: number  the transaction of the view
// returns: id text
UNWIND $ids AS id
MATCH (thing:Thing {id: id})
WHERE thing.tx <= $tx
RETURN thing.id AS id
