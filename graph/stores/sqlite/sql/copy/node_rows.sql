-- Under which root does each row of a range of nodes go at a transaction? Packed, as copy/plain_relations is: no id has a comma.
-- :first, :end  rows from one number up to before another   :tx  the transaction of the view
-- rows: one; the public ids of the roots, and for each, in the same order, twice the row's number, and one more where it is one of several
SELECT
    group_concat(coalesce(known.root, node.public_id)) AS roots,
    group_concat(2 * node.id + (known.root IS NOT NULL)) AS numbers
FROM node
LEFT JOIN cluster AS known ON known.member = node.public_id AND known.tx <= :tx AND known.tx_end > :tx
WHERE node.id >= :first AND node.id < :end AND node.tx <= :tx
