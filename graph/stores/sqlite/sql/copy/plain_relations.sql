-- Which claims of a range, known at a transaction, state relations? For whoever copies the whole graph: packed, since a row handed over
-- costs five times as much as a row read. The range keeps to the order of the table, where an index would be followed at random.
-- :first, :end  claims from one number up to before another   :kinds  JSON list of codes of kinds of relation
-- :tx  the transaction of the view
-- rows: one; all fact ids one after the other, and for each, in the same order, eight numbers: the claim, its kind, the rows of its ends
--       in node, its bounds
SELECT
    cast(group_concat(claim.fact, '') AS BLOB) AS facts,
    group_concat(
        claim.id || ',' || claim.kind || ',' || claim.src || ',' || claim.dst
        || ',' || claim.from_min || ',' || claim.from_max || ',' || claim.to_min || ',' || claim.to_max
    ) AS numbers
FROM claim
WHERE
    claim.id >= :first AND claim.id < :end AND claim.dst IS NOT NULL
    AND claim.tx <= :tx AND claim.tx_end > :tx AND claim.kind IN (SELECT value FROM json_each (:kinds))
