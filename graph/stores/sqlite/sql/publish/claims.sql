-- New and changed claims, in the order of the file.
-- :base  the last claim before     :tx  the transaction     :batch  the batch
INSERT INTO main.claim (id, fact, kind, src, dst, from_min, from_max, to_min, to_max, tx, batch, row, document, props)
SELECT
    :base + staged.id, staged.fact, staged.kind, staged.src, staged.dst,
    staged.from_min, staged.from_max, staged.to_min, staged.to_max,
    :tx, :batch, staged.row, staged.document, staged.props
FROM scratch.chosen AS chosen
CROSS JOIN scratch.claim AS staged ON staged.id = chosen.claim
ORDER BY chosen.claim
