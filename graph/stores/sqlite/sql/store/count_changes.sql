-- How many claims came or went in these transactions?
-- :since, :until  after which, and through which     :most  how many that went are counted at most
-- rows: one
SELECT
    (SELECT coalesce(sum(last_claim - first_claim + 1), 0) FROM batch INDEXED BY batch_tx WHERE tx > :since AND tx <= :until)
    + (
        SELECT count(*)
        FROM (
            SELECT 1
            FROM claim INDEXED BY claim_died
            WHERE tx_end > :since AND tx_end <= :until AND tx_end < 2147483647
            LIMIT :most
        )
    ) AS changes
