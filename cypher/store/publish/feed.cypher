// Which feed is this? It gets the next number where it is new.
// $source: text  the source
// $scope: text  and its scope
// $next: number  the number of a new one
// returns: feed number
MERGE (feed:Feed {source: $source, scope: $scope})
ON CREATE SET feed.id = $next
RETURN feed.id AS feed
