-- Every judgement. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO same_as (a, b, same, author, basis, tx, tx_end) VALUES (:a, :b, :same, :author, :basis, :tx, coalesce(:tx_end, 2147483647))
