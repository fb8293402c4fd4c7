// Every feed.
// returns: id number, source text, scope text
MATCH (feed:Feed)
RETURN feed.id AS id, feed.source AS source, feed.scope AS scope
ORDER BY id
