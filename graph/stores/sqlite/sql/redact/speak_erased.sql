-- Under which texts were the nodes of the erased claims found?
INSERT INTO temp.spoken (text, named, node)
SELECT search_key(json_extract(claim.props, findable.path), findable.named), findable.named, erased.node
FROM temp.erased AS erased
CROSS JOIN main.claim AS claim ON claim.id = erased.claim
CROSS JOIN temp.findable AS findable ON findable.kind = erased.kind
WHERE json_extract(claim.props, findable.path) IS NOT NULL
UNION
SELECT search_key(json_extract(act.props, findable.path), findable.named), findable.named, erased.node
FROM temp.erased AS erased
CROSS JOIN act INDEXED BY act_fact ON act.fact = erased.fact AND act.deed = 'correct'
CROSS JOIN temp.findable AS findable ON findable.kind = erased.kind
WHERE json_extract(act.props, findable.path) IS NOT NULL
