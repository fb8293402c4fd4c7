-- New and changed claims, in the order of the file: neighbours in the file stay neighbours in the store.
-- :base  the last claim before     :tx  the transaction     :batch  the batch
INSERT INTO main.claim (id, fact, kind, src, dst, from_min, from_max, to_min, to_max, tx, batch, row, document, props)
SELECT
    :base + staged.id, staged.fact, staged.kind, staged.src, staged.dst,
    staged.from_min, staged.from_max, staged.to_min, staged.to_max,
    :tx, :batch, staged.row, staged.document, staged.props
FROM scratch.claim AS staged
WHERE staged.id NOT IN (SELECT claim FROM scratch.loser)
ORDER BY staged.id
