-- What was redacted stays erased: no raw values of any line that states it.
DELETE FROM scratch.source_row
WHERE row IN (
    SELECT claim.row FROM act INDEXED BY act_redact CROSS JOIN scratch.claim AS claim ON claim.fact = act.fact WHERE act.deed = 'redact'
    UNION ALL
    SELECT restated.row FROM scratch.restated AS restated
    WHERE EXISTS (SELECT 1 FROM act WHERE act.fact = restated.fact AND act.deed = 'redact')
)
