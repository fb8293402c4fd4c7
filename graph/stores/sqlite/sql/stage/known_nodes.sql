-- Which of these ids does the store know?
-- :ids  array of public ids
-- rows: public id, node
SELECT node.public_id AS public_id, node.id AS node
FROM carray (:ids) AS asked CROSS JOIN main.node AS node ON node.public_id = asked.value
