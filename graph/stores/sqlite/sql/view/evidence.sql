-- Where were these claims read?
-- :ids  JSON list of claim ids     :tx  the transaction of the view
-- rows: the claim, its batch and line, the raw values where they are kept, when it was superseded, whether its fact is redacted
SELECT
    claim.id AS id,
    claim.fact AS fact,
    claim.kind AS kind,
    feed.source AS source,
    batch.title AS title,
    feed.scope AS scope,
    batch.file AS file,
    claim.row AS row,
    claim.document AS document,
    source_row.raw AS raw,
    batch.data_on AS seen_on,
    claim.tx AS tx,
    claim.tx_end AS tx_end,
    EXISTS (SELECT 1 FROM act WHERE act.fact = claim.fact AND act.deed = 'redact') AS redacted
FROM json_each (:ids) AS asked
CROSS JOIN claim ON claim.id = asked.value
CROSS JOIN batch ON batch.id = claim.batch
CROSS JOIN feed ON feed.id = batch.feed
LEFT JOIN source_row ON source_row.id = (claim.batch << 32) + claim.row
WHERE claim.tx <= :tx
ORDER BY asked.key
