-- Every batch.
-- rows: the columns of graph.moving.tables
SELECT
    id AS id, feed AS feed, title AS title, publisher AS publisher, precedence AS precedence, file AS file, sha256 AS sha256,
    data_on AS data_on, snapshot AS snapshot, author AS author, at_us AS at_us, tx AS tx, born AS born,
    first_claim AS first_claim, last_claim AS last_claim
FROM batch ORDER BY id
