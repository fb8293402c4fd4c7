// Makes nodes findable by texts.
// $rows: maps  node, key, text, named, tokens
// $tx: number  the transaction from which they are
UNWIND $rows AS row
MERGE (term:Term {key: row.key})
ON CREATE SET term.text = row.text, term.named = row.named, term.tokens = row.tokens
WITH row, term
MATCH (thing:Thing {id: row.node})
MERGE (thing)-[bears:BEARS]->(term)
ON CREATE SET bears.tx = $tx
