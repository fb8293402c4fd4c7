-- Every version of every claim; the digest of those that stand. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO claim (id, fact, kind, src, dst, from_min, from_max, to_min, to_max, tx, tx_end, batch, row, document, props)
SELECT
    :id, unhex(:fact), :kind, (SELECT id FROM node WHERE public_id = :src), (SELECT id FROM node WHERE public_id = :dst),
    :from_min, :from_max, :to_min, :to_max, :tx, coalesce(:tx_end, 2147483647), :batch, :row, :document, :props
