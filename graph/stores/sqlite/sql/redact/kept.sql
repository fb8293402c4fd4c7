-- Under which texts do other facts still find these nodes?
INSERT INTO temp.kept (text, named, node)
SELECT search_key(json_extract(claim.props, findable.path), findable.named), findable.named, claim.src
FROM (SELECT DISTINCT node FROM temp.erased) AS erased
CROSS JOIN temp.findable AS findable
CROSS JOIN main.claim AS claim INDEXED BY claim_out ON claim.src = erased.node AND claim.kind = findable.kind
WHERE claim.id NOT IN (SELECT claim FROM temp.erased) AND json_extract(claim.props, findable.path) IS NOT NULL
UNION
SELECT search_key(json_extract(act.props, findable.path), findable.named), findable.named, claim.src
FROM (SELECT DISTINCT node FROM temp.erased) AS erased
CROSS JOIN temp.findable AS findable
CROSS JOIN main.claim AS claim INDEXED BY claim_out ON claim.src = erased.node AND claim.kind = findable.kind
CROSS JOIN act INDEXED BY act_fact ON act.fact = claim.fact AND act.deed = 'correct'
WHERE claim.id NOT IN (SELECT claim FROM temp.erased) AND json_extract(act.props, findable.path) IS NOT NULL
