-- Under which texts are the nodes of the new claims found? Redacted claims have no properties left. A code that is the node's own id
-- is not indexed: the id finds it.
INSERT INTO temp.spoken (text, named, node)
SELECT said.text, said.named, said.node
FROM (
    SELECT
        search_key(json_extract(staged.props, findable.path), findable.named) AS text,
        findable.named AS named,
        staged.src AS node
    FROM scratch.claim AS staged
    CROSS JOIN temp.findable AS findable ON findable.kind = staged.kind
    WHERE json_extract(staged.props, findable.path) IS NOT NULL AND staged.id NOT IN (SELECT claim FROM scratch.loser)
    LIMIT -1 -- keeps the key from being made twice
) AS said
CROSS JOIN main.node AS node ON node.id = said.node
WHERE said.named OR said.text <> lower(substr(node.public_id, instr(node.public_id, ':') + 1))
