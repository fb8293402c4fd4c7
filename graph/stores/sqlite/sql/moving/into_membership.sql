-- Every membership of a cluster. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO cluster (member, root, tx, tx_end) VALUES (:member, :root, :tx, coalesce(:tx_end, 2147483647))
