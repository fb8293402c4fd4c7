-- Every node. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO node (public_id, kind, tx) VALUES (:id, :kind, :tx)
