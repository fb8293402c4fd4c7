// Writes the last numbers given out: the transaction is known with the commit of this.
// $seq: number  the last transaction
// $at_us: number?  its instant
// $claim: number  the last claim number taken
// $batch: number  the last batch
// $feed: number  the last feed
// $act: number  the last act
MATCH (meta:Meta {name: 'xinmai'})
SET meta.seq = $seq, meta.at_us = $at_us, meta.claim = $claim, meta.batch = $batch, meta.feed = $feed, meta.act = $act
