-- What changed in one transaction?
-- :tx  the transaction
-- rows: what happened, to which fact, at which node (its source end as stated, or the first id of a judgement), in a stable order
SELECT 'born' AS what, lower(hex(claim.fact)) AS fact, node.public_id AS node
FROM batch
CROSS JOIN claim ON claim.id BETWEEN batch.first_claim AND batch.last_claim
CROSS JOIN node ON node.id = claim.src
WHERE batch.id IN (SELECT id FROM batch INDEXED BY batch_tx WHERE tx = :tx)
UNION ALL
SELECT 'died', lower(hex(claim.fact)), node.public_id
FROM claim INDEXED BY claim_died
CROSS JOIN node ON node.id = claim.src
WHERE claim.tx_end = :tx AND claim.tx_end < 2147483647
UNION ALL
SELECT deed, lower(hex(fact)), '' FROM act WHERE tx = :tx
UNION ALL
SELECT CASE WHEN same THEN 'same' ELSE 'not_same' END, '', a FROM same_as WHERE tx = :tx
ORDER BY what, fact, node
