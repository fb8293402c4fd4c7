-- Of which bytes was the last batch of a feed, and was it a full snapshot?
-- :feed  the feed
-- rows: none where it has said nothing yet
SELECT sha256, snapshot FROM batch WHERE feed = :feed ORDER BY id DESC LIMIT 1
