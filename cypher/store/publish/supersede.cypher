// Ends the versions that have a successor now.
// $ids: numbers  claim ids
// $tx: number  the transaction
UNWIND $ids AS id
MATCH (said:Claim {id: id})
SET said.tx_end = $tx
