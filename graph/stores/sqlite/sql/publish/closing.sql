-- What does this snapshot no longer say? The open-ended versions of its feed, of kinds whose absence is an end, that were not staged.
-- A version was last seen when it was stated, or in the last full snapshot after that. An older snapshot closes nothing.
-- :feed  whose snapshot     :data_on  of which day     :kinds  JSON list of codes of kinds that end by absence
-- :open  the day that stands for an open end
INSERT INTO scratch.closing (old, last_seen)
WITH said (first_claim, last_claim, last_seen) AS MATERIALIZED (
    SELECT
        batch.first_claim,
        batch.last_claim,
        max(batch.data_on, coalesce((
            SELECT max(later.data_on) FROM batch AS later WHERE later.feed = batch.feed AND later.id > batch.id AND later.snapshot
        ), batch.data_on))
    FROM batch WHERE batch.feed = :feed
)
SELECT claim.id, said.last_seen
FROM said
CROSS JOIN main.claim AS claim ON claim.id BETWEEN said.first_claim AND said.last_claim
WHERE claim.tx_end = 2147483647
    AND claim.to_max = :open
    AND said.last_seen <= :data_on
    AND claim.kind IN (SELECT value FROM json_each (:kinds))
    AND NOT staged_again(claim.id)
    AND claim.id NOT IN (SELECT old FROM scratch.best WHERE old IS NOT NULL)
ORDER BY claim.id
