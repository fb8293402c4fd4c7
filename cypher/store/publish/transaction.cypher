// A new transaction.
// $seq: number  its number
// $at_us: number  its instant
// $author: text  who made it
MERGE (new:Transaction {seq: $seq})
SET new.at_us = $at_us, new.author = $author
