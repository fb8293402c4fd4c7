-- Ends the versions that have a successor now.
-- :tx  the transaction
UPDATE main.claim SET tx_end = :tx
WHERE id IN (SELECT old FROM scratch.best WHERE old IS NOT NULL UNION ALL SELECT old FROM scratch.closing)
