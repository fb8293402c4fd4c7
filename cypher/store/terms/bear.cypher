// Makes nodes findable by texts.
// $columns: maps  a list for each column: node, key, text, named, tokens
// $tx: number  the transaction from which they are
UNWIND range(0, size($columns.key) - 1) AS i
MERGE (term:Term {key: $columns.key[i]})
ON CREATE SET term.text = $columns.text[i], term.named = $columns.named[i], term.tokens = $columns.tokens[i]
WITH i, term
MATCH (thing:Thing {id: $columns.node[i]})
MERGE (thing)-[bears:BEARS]->(term)
ON CREATE SET bears.tx = $tx
