-- At which nodes do these facts hang? Every version of a fact has the same kind and ends: the standing one is asked.
-- :facts  JSON list of fact ids in hex     :tx  the transaction of the view
-- rows: kind code and public id of the source end, of facts that were known by :tx
SELECT DISTINCT claim.kind AS kind, node.public_id AS src
FROM json_each (:facts) AS asked
CROSS JOIN live ON live.fact = unhex(asked.value)
CROSS JOIN claim ON claim.id = live.claim
CROSS JOIN node ON node.id = claim.src
WHERE node.tx <= :tx
