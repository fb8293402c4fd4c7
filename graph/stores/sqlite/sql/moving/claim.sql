-- Every version of every claim; the digest of those that stand.
-- rows: the columns of graph.moving.tables
SELECT
    claim.id AS id, lower(hex(claim.fact)) AS fact, claim.kind AS kind, src.public_id AS src, dst.public_id AS dst,
    claim.from_min AS from_min, claim.from_max AS from_max, claim.to_min AS to_min, claim.to_max AS to_max,
    claim.tx AS tx, nullif(claim.tx_end, 2147483647) AS tx_end, claim.batch AS batch, claim.row AS row, claim.document AS document,
    claim.props AS props, nullif(lower(hex(live.digest)), '') AS digest
FROM claim
CROSS JOIN node AS src ON src.id = claim.src
LEFT JOIN node AS dst ON dst.id = claim.dst
CROSS JOIN batch ON batch.id = claim.batch
LEFT JOIN live ON live.fact = claim.fact AND live.feed = batch.feed AND live.claim = claim.id
ORDER BY claim.id
