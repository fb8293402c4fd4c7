// From where does a writer count on? Takes the store's one lock first: writers follow each other, and the numbers are read under it.
// $now: number  any number; written so that the lock is held
// returns: version number, seq number, at_us number?, claim number, batch number, feed number, act number, indexed flag
MATCH (meta:Meta {name: 'xinmai'})
SET meta.locked_at = $now
RETURN
  meta.version AS version, meta.seq AS seq, meta.at_us AS at_us,
  meta.claim AS claim, meta.batch AS batch, meta.feed AS feed, meta.act AS act, meta.indexed AS indexed
