// Which batches has this feed sent?
// $feed: number  the feed
// returns: id number, data_on number, snapshot flag, sha256 text
MATCH (batch:Batch {feed: $feed})
RETURN batch.id AS id, batch.data_on AS data_on, batch.snapshot AS snapshot, batch.sha256 AS sha256
ORDER BY id
