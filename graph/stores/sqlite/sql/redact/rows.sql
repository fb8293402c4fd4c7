-- Erases the raw values of every line that states an erased fact.
DELETE FROM source_row
WHERE id IN (
    SELECT (claim.batch << 32) + claim.row FROM temp.erased AS erased CROSS JOIN main.claim AS claim ON claim.id = erased.claim
    UNION ALL
    SELECT restated.source_row FROM temp.erased AS erased CROSS JOIN restated ON restated.fact = erased.fact
)
