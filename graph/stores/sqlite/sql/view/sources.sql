-- Who has said anything by a transaction, and through which day?
-- :tx  the transaction of the view
-- rows: one a feed, as its last batch describes it; claims: the facts that it states
SELECT
    feed.source AS name,
    feed.scope AS scope,
    batch.title AS title,
    batch.publisher AS publisher,
    batch.precedence AS precedence,
    said.current_through AS current_through,
    batch.at_us AS loaded_at_us,
    said.claims AS claims
FROM (
    SELECT batch.feed AS feed, max(batch.id) AS last, max(batch.data_on) AS current_through, sum(batch.born) AS claims
    FROM batch WHERE batch.tx <= :tx GROUP BY batch.feed
) AS said
JOIN batch ON batch.id = said.last
JOIN feed ON feed.id = said.feed
ORDER BY feed.source, feed.scope
