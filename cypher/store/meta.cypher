// What does the store know of itself? No row where there is no store yet.
// returns: version number, seq number, at_us number?, claim number, batch number, feed number, act number, indexed flag
MATCH (meta:Meta {name: 'xinmai'})
RETURN
  meta.version AS version, meta.seq AS seq, meta.at_us AS at_us,
  meta.claim AS claim, meta.batch AS batch, meta.feed AS feed, meta.act AS act, meta.indexed AS indexed
