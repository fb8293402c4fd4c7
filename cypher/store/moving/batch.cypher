// Every batch.
// returns: id number, feed number, title text, publisher text, precedence number, file text, sha256 text, data_on number, snapshot number, author text, at_us number, tx number, born number, first_claim number, last_claim number
MATCH (batch:Batch)
RETURN
  batch.id AS id, batch.feed AS feed, batch.title AS title, batch.publisher AS publisher, batch.precedence AS precedence,
  batch.file AS file, batch.sha256 AS sha256, batch.data_on AS data_on, toInteger(batch.snapshot) AS snapshot, batch.author AS author,
  batch.at_us AS at_us, batch.tx AS tx, batch.born AS born, batch.first_claim AS first_claim, batch.last_claim AS last_claim
ORDER BY id
