// Which batches has this feed sent?
// $feed: number  the feed
// returns: id number, data_on number, snapshot flag
MATCH (batch:Batch {feed: $feed})
RETURN batch.id AS id, batch.data_on AS data_on, batch.snapshot AS snapshot
ORDER BY id
