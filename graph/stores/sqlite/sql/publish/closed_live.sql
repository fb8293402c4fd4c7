-- The closed versions stand now. Their digest is none that a file can have: what reappears is a change.
-- :base  the last claim before     :tx  the transaction     :feed  whose statements
UPDATE main.live SET digest = CAST('closed' AS BLOB), claim = closed.id
FROM (SELECT id, fact FROM main.claim WHERE id > :base AND tx = :tx) AS closed
WHERE live.fact = closed.fact AND live.feed = :feed
