-- Under which texts are the nodes of the new claims found? Redacted claims have no properties left. A code that is the node's own id
-- is not indexed: the id finds it. Plain texts (Han and ASCII letters and digits) are their own key but for case, which spares most
-- names and codes the way into Python; a test holds this to graph.search.search_key.
INSERT INTO temp.spoken (text, named, node)
SELECT key.text, key.named, key.node
FROM (
    SELECT
        CASE
            WHEN NOT said.value GLOB iif(said.named, '*[^0-9A-Za-z一-龥]*', '*[^0-9A-Za-z]*') THEN lower(said.value)
            ELSE search_key(said.value, said.named)
        END AS text,
        said.named AS named,
        said.node AS node
    FROM (
        SELECT json_extract(staged.props, findable.path) AS value, findable.named AS named, staged.src AS node
        FROM scratch.claim AS staged
        CROSS JOIN temp.findable AS findable ON findable.kind = staged.kind
        WHERE staged.id NOT IN (SELECT claim FROM scratch.loser)
        LIMIT -1 -- keeps each value from being looked up twice
    ) AS said
    WHERE said.value IS NOT NULL
    LIMIT -1
) AS key
CROSS JOIN main.node AS node ON node.id = key.node
WHERE key.named OR key.text <> lower(substr(node.public_id, instr(node.public_id, ':') + 1))
