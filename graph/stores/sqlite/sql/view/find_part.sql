-- Which nodes may be found by a part of a name? Candidates: graph.search.matches decides.
-- :question  full-text question of graph.search     :scan  how many names to look at     :kinds  JSON list of codes of node kinds
-- :tx  the transaction of the view     :limit  how many
-- rows: public ids, those of the shortest names first (the fullest match), then in their order
SELECT node.public_id AS id
FROM (SELECT rowid FROM name_index WHERE name_index MATCH :question LIMIT :scan) AS hit
CROSS JOIN term ON term.id = hit.rowid
CROSS JOIN bears ON bears.term = term.id AND bears.tx <= :tx
CROSS JOIN node ON node.id = bears.node AND node.kind IN (SELECT value FROM json_each (:kinds))
GROUP BY node.public_id
ORDER BY min(length(term.text)), node.public_id
LIMIT :limit
