-- Which of these ids did an earlier chunk of this load bring?
-- :ids  array of public ids
-- rows: public id, node
SELECT node.public_id AS public_id, node.id AS node
FROM carray (:ids) AS asked CROSS JOIN scratch.node AS node ON node.public_id = asked.value
