-- Which claims, known at a transaction, state records? For whoever copies the whole graph; a record's claims one after the other.
-- :kinds  JSON list of codes of kinds of record     :tx  the transaction of the view
-- rows: the claim, its fact and kind, the row of its node, its bounds, its properties as JSON
SELECT
    claim.id AS id,
    claim.fact AS fact,
    claim.kind AS kind,
    claim.src AS src,
    claim.from_min AS from_min,
    claim.from_max AS from_max,
    claim.to_min AS to_min,
    claim.to_max AS to_max,
    claim.props AS props
FROM node CROSS JOIN claim ON claim.src = node.id AND claim.kind = node.kind
WHERE node.kind IN (SELECT value FROM json_each (:kinds)) AND claim.tx <= :tx AND claim.tx_end > :tx
ORDER BY node.id
