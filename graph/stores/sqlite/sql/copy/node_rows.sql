-- Under which root does each row of node go at a transaction?
-- :tx  the transaction of the view
-- rows: the row's number, the public id of its root, and whether it is one of several; in the order of the numbers
SELECT node.id AS id, coalesce(known.root, node.public_id) AS root, known.root IS NOT NULL AS merged
FROM node
LEFT JOIN cluster AS known ON known.member = node.public_id AND known.tx <= :tx AND known.tx_end > :tx
WHERE node.tx <= :tx
ORDER BY node.id
