// Which ids of one prefix are known at a transaction and belong to no cluster?
// $after: text  public id after which to look
// $before: text  public id before which to look
// $tx: number  the transaction of the view
// $limit: number  how many
// returns: id text
MATCH (thing:Thing)
WHERE thing.id > $after AND thing.id < $before AND thing.tx <= $tx
  AND NOT EXISTS { MATCH (known:Membership {member: thing.id}) WHERE known.tx <= $tx AND known.tx_end > $tx }
RETURN thing.id AS id
ORDER BY id
LIMIT $limit
