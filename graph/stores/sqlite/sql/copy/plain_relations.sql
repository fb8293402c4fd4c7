-- Which claims, known at a transaction, state relations? For whoever copies the whole graph; in the order of the table.
-- :kinds  JSON list of codes of kinds of relation     :tx  the transaction of the view
-- rows: the claim, its fact and kind, the rows of its ends in node, its bounds
SELECT
    claim.id AS id,
    claim.fact AS fact,
    claim.kind AS kind,
    claim.src AS src,
    claim.dst AS dst,
    claim.from_min AS from_min,
    claim.from_max AS from_max,
    claim.to_min AS to_min,
    claim.to_max AS to_max
FROM claim
WHERE claim.dst IS NOT NULL AND claim.tx <= :tx AND claim.tx_end > :tx AND claim.kind IN (SELECT value FROM json_each (:kinds))
