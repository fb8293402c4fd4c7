-- The raw values of every line that is kept. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO source_row (id, raw) VALUES (:id, :raw)
