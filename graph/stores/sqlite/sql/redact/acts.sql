-- Erases the corrected values of redacted facts.
-- :tx  the transaction that redacts them
UPDATE act SET props = '{}'
WHERE props <> '{}' AND fact IN (SELECT fact FROM act INDEXED BY act_tx WHERE tx = :tx AND deed = 'redact')
