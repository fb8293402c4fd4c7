// Who has said anything by a transaction, and through which day?
// $tx: number  the transaction of the view
// returns: name text, scope text, title text, publisher text, precedence number, current_through number, loaded_at_us number, claims number
MATCH (batch:Batch)
WHERE batch.tx <= $tx
WITH batch ORDER BY batch.id DESC
WITH batch.source AS name, batch.scope AS scope, head(collect(batch)) AS last, max(batch.data_on) AS current_through, sum(batch.born) AS claims
RETURN
  name, scope, last.title AS title, last.publisher AS publisher, last.precedence AS precedence,
  current_through, last.at_us AS loaded_at_us, claims
ORDER BY name, scope
