// Which of these nodes are there?
// $ids: texts  public ids
// returns: id text
UNWIND $ids AS id
MATCH (thing:Thing {id: id})
RETURN thing.id AS id
