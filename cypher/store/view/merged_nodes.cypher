// Which clusters with a root of one prefix have a member that is known at a transaction?
// $after: text  public id after which to look
// $before: text  public id before which to look
// $tx: number  the transaction of the view
// $limit: number  how many
// returns: id text
MATCH (known:Membership)
WHERE known.root > $after AND known.root < $before AND known.tx <= $tx AND known.tx_end > $tx
MATCH (thing:Thing {id: known.member})
WHERE thing.tx <= $tx
RETURN DISTINCT known.root AS id
ORDER BY id
LIMIT $limit
