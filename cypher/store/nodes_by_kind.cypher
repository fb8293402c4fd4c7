// How many nodes of each kind are there?
// returns: kind number, count number
MATCH (thing:Thing)
RETURN thing.kind AS kind, count(*) AS count
ORDER BY kind
