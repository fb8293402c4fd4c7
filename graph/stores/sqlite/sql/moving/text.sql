-- Every text that finds a node.
-- rows: the columns of graph.moving.tables
SELECT term.text AS text, term.named AS named, node.public_id AS node, bears.tx AS tx
FROM bears CROSS JOIN term ON term.id = bears.term CROSS JOIN node ON node.id = bears.node
ORDER BY bears.term, bears.node
