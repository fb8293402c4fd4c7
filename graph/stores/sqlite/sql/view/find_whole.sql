-- Which nodes may be found by a whole name or number? Candidates: graph.search.matches decides.
-- :name, :number  the text in the two forms of graph.search     :kinds  JSON list of codes of node kinds
-- :tx  the transaction of the view     :limit  how many
-- rows: public ids, in their order
SELECT DISTINCT node.public_id AS id
FROM term
CROSS JOIN bears ON bears.term = term.id AND bears.tx <= :tx
CROSS JOIN node ON node.id = bears.node AND node.kind IN (SELECT value FROM json_each (:kinds))
WHERE (term.text = :name AND term.named = 1) OR (term.text = :number AND term.named = 0)
ORDER BY node.public_id
LIMIT :limit
