-- Every transaction.
-- rows: the columns of graph.moving.tables
SELECT seq AS seq, at_us AS at_us, author AS author FROM tx ORDER BY seq
