-- Every node.
-- rows: the columns of graph.moving.tables
SELECT public_id AS id, kind AS kind, tx AS tx FROM node ORDER BY node.id
