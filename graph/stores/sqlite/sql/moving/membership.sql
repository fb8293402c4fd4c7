-- Every membership of a cluster.
-- rows: the columns of graph.moving.tables
SELECT member AS member, root AS root, tx AS tx, nullif(tx_end, 2147483647) AS tx_end FROM cluster
