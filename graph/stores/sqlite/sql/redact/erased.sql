-- Every version of the facts that a transaction redacts.
-- :tx  the transaction
INSERT OR IGNORE INTO temp.erased (claim, fact, kind, node)
SELECT claim.id, claim.fact, claim.kind, claim.src
FROM act INDEXED BY act_tx
CROSS JOIN live ON live.fact = act.fact
CROSS JOIN main.claim AS standing ON standing.id = live.claim
CROSS JOIN main.claim AS claim INDEXED BY claim_out ON claim.src = standing.src AND claim.kind = standing.kind AND claim.fact = act.fact
WHERE act.tx = :tx AND act.deed = 'redact'
