-- Every act. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO act (id, fact, deed, effective, props, tx, author, reason)
VALUES (:id, unhex(:fact), :deed, :effective, :props, :tx, :author, :reason)
