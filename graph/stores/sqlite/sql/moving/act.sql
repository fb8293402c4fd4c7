-- Every act.
-- rows: the columns of graph.moving.tables
SELECT
    id AS id, lower(hex(fact)) AS fact, deed AS deed, effective AS effective, props AS props, tx AS tx, author AS author, reason AS reason
FROM act ORDER BY id
