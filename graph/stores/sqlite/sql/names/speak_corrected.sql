-- Under which corrected texts are nodes found? Those of acts of this transaction, and of earlier acts on facts that are new with it.
-- :tx  the transaction     :base  the last claim before it
INSERT INTO temp.spoken (text, named, node)
SELECT search_key(json_extract(act.props, findable.path), findable.named), findable.named, claim.src
FROM act INDEXED BY act_correct
CROSS JOIN live ON live.fact = act.fact
CROSS JOIN claim ON claim.id = live.claim
CROSS JOIN temp.findable AS findable ON findable.kind = claim.kind
WHERE act.deed = 'correct'
    AND (act.tx = :tx OR live.claim > :base)
    AND json_extract(act.props, findable.path) IS NOT NULL
