// 某主体列入过哪些名单?
// On which lists does or did a subject stand?
// $id: text  标识,如 uscc:… 或 p:…
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH010104
// returns: entry text, list_code text?, listed_on day?, removed_on day?, valid_until day?, authority text?
MATCH (asked:Thing {id: $id})
MATCH (s:Thing {root: asked.root})-[r:LISTED_AS]->(e:ListEntry)
WHERE r.counts AND e.counts
RETURN DISTINCT e.id AS entry, e.list_code AS list_code, e.listed_on AS listed_on, e.removed_on AS removed_on, e.valid_until AS valid_until, e.authority_name AS authority
ORDER BY listed_on, entry
LIMIT $limit
