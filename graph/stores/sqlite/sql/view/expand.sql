-- Which claims, known at a transaction, state relations or records of these kinds at these nodes?
-- Days are not asked here: credit.view says why. A claim with both ends in the frontier comes once.
-- :frontier  JSON list of public ids          :kinds     JSON list of kind codes
-- :outward   1: claims whose source end is in the frontier        :inward    1: claims whose other end is
-- :tx        the transaction of the view
-- rows: the claim with its ends as stated (src, dst) and as known at :tx (src_root, dst_root), its bounds, and who says so since when
WITH
wanted (kind) AS MATERIALIZED (SELECT value FROM json_each (:kinds)),
asked (root) AS MATERIALIZED (
    SELECT DISTINCT coalesce(known.root, frontier.value)
    FROM json_each (:frontier) AS frontier
    LEFT JOIN cluster AS known ON known.member = frontier.value AND known.tx <= :tx AND known.tx_end > :tx
),
here (node) AS MATERIALIZED (
    SELECT node.id FROM asked CROSS JOIN node ON node.public_id = asked.root
    UNION
    SELECT node.id
    FROM asked
    CROSS JOIN cluster AS other ON other.root = asked.root AND other.tx_end > :tx AND other.tx <= :tx
    CROSS JOIN node ON node.public_id = other.member
),
found (claim) AS MATERIALIZED (
    SELECT claim.id
    FROM here CROSS JOIN wanted CROSS JOIN claim INDEXED BY claim_out
        ON claim.src = here.node AND claim.kind = wanted.kind AND claim.tx_end > :tx AND claim.tx <= :tx
    WHERE :outward
    UNION
    SELECT claim.id
    FROM here CROSS JOIN wanted CROSS JOIN claim INDEXED BY claim_in
        ON claim.dst = here.node AND claim.kind = wanted.kind AND claim.tx_end > :tx AND claim.tx <= :tx
    WHERE :inward
)
SELECT
    claim.id AS id,
    claim.fact AS fact,
    claim.kind AS kind,
    src.public_id AS src,
    dst.public_id AS dst,
    coalesce(src_known.root, src.public_id) AS src_root,
    coalesce(dst_known.root, dst.public_id) AS dst_root,
    claim.from_min AS from_min,
    claim.from_max AS from_max,
    claim.to_min AS to_min,
    claim.to_max AS to_max,
    claim.props AS props,
    feed.source AS source,
    feed.scope AS scope,
    batch.precedence AS precedence,
    claim.tx AS tx,
    batch.data_on AS seen_on
FROM found
CROSS JOIN claim ON claim.id = found.claim
CROSS JOIN batch ON batch.id = claim.batch
CROSS JOIN feed ON feed.id = batch.feed
CROSS JOIN node AS src ON src.id = claim.src
LEFT JOIN node AS dst ON dst.id = claim.dst
LEFT JOIN cluster AS src_known ON src_known.member = src.public_id AND src_known.tx <= :tx AND src_known.tx_end > :tx
LEFT JOIN cluster AS dst_known ON dst_known.member = dst.public_id AND dst_known.tx <= :tx AND dst_known.tx_end > :tx
