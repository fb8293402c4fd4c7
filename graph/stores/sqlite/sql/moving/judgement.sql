-- Every judgement.
-- rows: the columns of graph.moving.tables
SELECT a AS a, b AS b, same AS same, author AS author, basis AS basis, tx AS tx, nullif(tx_end, 2147483647) AS tx_end
FROM same_as ORDER BY id
