// Which feeds are there?
// returns: feed number, source text, scope text
MATCH (feed:Feed)
RETURN feed.id AS feed, feed.source AS source, feed.scope AS scope
