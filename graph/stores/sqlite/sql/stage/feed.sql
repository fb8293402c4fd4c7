-- Which feed is this, and has it stated anything yet?
-- :source, :scope  what it is named by
-- rows: its number; 1 where a batch of it has written claims
SELECT feed.id AS feed, EXISTS (SELECT 1 FROM batch WHERE batch.feed = feed.id AND batch.born > 0) AS speaks
FROM feed WHERE feed.source = :source AND feed.scope = :scope
