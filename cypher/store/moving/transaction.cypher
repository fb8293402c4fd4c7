// Every transaction.
// returns: seq number, at_us number, author text
MATCH (past:Transaction)
RETURN past.seq AS seq, past.at_us AS at_us, past.author AS author
ORDER BY seq
