// Every text that finds a node.
// returns: text text, named number, node text, tx number
MATCH (thing:Thing)-[bears:BEARS]->(term:Term)
RETURN term.text AS text, toInteger(term.named) AS named, thing.id AS node, bears.tx AS tx
