// Every node.
// returns: id text, kind number, tx number
MATCH (thing:Thing)
RETURN thing.id AS id, thing.kind AS kind, thing.tx AS tx
