// Which numbers has a store given out, by what it holds?
// returns: seq number, at_us number?, claim number, batch number, feed number, act number
OPTIONAL MATCH (past:Transaction)
WITH past ORDER BY past.seq DESC LIMIT 1
RETURN
  coalesce(past.seq, 0) AS seq, past.at_us AS at_us,
  COLLECT { MATCH (batch:Batch) RETURN coalesce(max(batch.last_claim), 0) }[0] AS claim,
  COLLECT { MATCH (batch:Batch) RETURN coalesce(max(batch.id), 0) }[0] AS batch,
  COLLECT { MATCH (feed:Feed) RETURN coalesce(max(feed.id), 0) }[0] AS feed,
  COLLECT { MATCH (act:Act) RETURN coalesce(max(act.id), 0) }[0] AS act
