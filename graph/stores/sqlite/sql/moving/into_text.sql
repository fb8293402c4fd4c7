-- Every text that finds a node. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO bears (term, node, tx)
SELECT term.id, node.id, :tx FROM term CROSS JOIN node WHERE term.text = :text AND term.named = :named AND node.public_id = :node
