// Which nodes may be found by a part of a name? Candidates: graph.search.matches decides.
// $question: text  full-text question (graph.stores.neo4j.names)
// $scan: number  how many names to look at
// $kinds: numbers  codes of node kinds
// $tx: number  the transaction of the view
// $limit: number  how many
// returns: id text
CALL db.index.fulltext.queryNodes('term_tokens', $question, {limit: $scan}) YIELD node AS term
MATCH (term)<-[bears:BEARS]-(thing:Thing)
WHERE bears.tx <= $tx AND thing.kind IN $kinds
WITH thing.id AS id, min(size(term.text)) AS length
RETURN id
ORDER BY length, id
LIMIT $limit
