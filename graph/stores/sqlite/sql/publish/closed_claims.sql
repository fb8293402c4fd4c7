-- The closed versions: ended after their last sight and by this snapshot (credit.periods.Period.ended).
-- :base  the last claim before     :tx  the transaction     :data_on  the day of the snapshot
INSERT INTO main.claim (id, fact, kind, src, dst, from_min, from_max, to_min, to_max, tx, batch, row, document, props)
SELECT
    :base + closing.id, old.fact, old.kind, old.src, old.dst,
    old.from_min, old.from_max, min(closing.last_seen + 1, :data_on), :data_on,
    :tx, old.batch, old.row, old.document, old.props
FROM scratch.closing AS closing
CROSS JOIN main.claim AS old ON old.id = closing.old
ORDER BY closing.id
