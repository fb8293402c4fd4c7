-- What was redacted stays erased: its staged claims keep nothing but their place.
UPDATE scratch.claim SET props = '{}', document = NULL
WHERE id IN (
    SELECT claim.id
    FROM (SELECT DISTINCT fact FROM act INDEXED BY act_redact WHERE deed = 'redact') AS erased
    CROSS JOIN scratch.claim AS claim ON claim.fact = erased.fact
)
