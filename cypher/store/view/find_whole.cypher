// Which nodes may be found by a whole name or number? Candidates: graph.search.matches decides.
// $keys: texts  the text in the two forms of graph.search
// $kinds: numbers  codes of node kinds
// $tx: number  the transaction of the view
// $limit: number  how many
// returns: id text
UNWIND $keys AS key
MATCH (:Term {key: key})<-[bears:BEARS]-(thing:Thing)
WHERE bears.tx <= $tx AND thing.kind IN $kinds
RETURN DISTINCT thing.id AS id
ORDER BY id
LIMIT $limit
