// Every text that finds a node. Written into an empty store.
// $rows: maps  node, key, text, named, tokens, tx
UNWIND $rows AS row
MERGE (term:Term {key: row.key})
ON CREATE SET term.text = row.text, term.named = row.named, term.tokens = row.tokens
WITH row, term
MATCH (thing:Thing {id: row.node})
MERGE (thing)-[bears:BEARS]->(term)
ON CREATE SET bears.tx = row.tx
