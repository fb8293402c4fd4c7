-- Every feed. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO feed (id, source, scope) VALUES (:id, :source, :scope)
