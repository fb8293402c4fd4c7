// Takes texts from nodes, and forgets texts that no node bears any more.
// $rows: maps  node and key
UNWIND $rows AS row
MATCH (:Thing {id: row.node})-[bears:BEARS]->(term:Term {key: row.key})
DELETE bears
WITH DISTINCT term
WHERE NOT EXISTS { (term)<-[:BEARS]-() }
DELETE term
