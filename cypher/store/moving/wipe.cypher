// Deletes what a copy that broke off has left: nothing but nodes of our labels, and only in a store without transactions.
MATCH (left:Thing|Claim|Batch|Feed|Transaction|Act|Judgement|Membership|SourceRow|Restated|Term)
WHERE NOT EXISTS { MATCH (meta:Meta) WHERE meta.seq > 0 }
CALL (left) { DETACH DELETE left } IN TRANSACTIONS OF 10000 ROWS
