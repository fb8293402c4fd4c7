-- Under which texts are the nodes of the new claims found? Redacted claims have no properties left.
INSERT INTO temp.spoken (text, named, node)
SELECT search_key(json_extract(staged.props, findable.path), findable.named), findable.named, staged.src
FROM scratch.chosen AS chosen
CROSS JOIN scratch.claim AS staged ON staged.id = chosen.claim
CROSS JOIN temp.findable AS findable ON findable.kind = staged.kind
WHERE json_extract(staged.props, findable.path) IS NOT NULL
