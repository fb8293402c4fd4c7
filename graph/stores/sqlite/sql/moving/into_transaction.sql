-- Every transaction. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO tx (seq, at_us, author) VALUES (:seq, :at_us, :author)
