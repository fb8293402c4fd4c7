-- The standing versions, in the order of the facts.
-- :base  the last claim before     :feed  whose statements
INSERT INTO main.live (fact, feed, kind, digest, claim)
SELECT best.fact, :feed, staged.kind, best.digest, :base + best.claim
FROM scratch.best AS best
CROSS JOIN scratch.claim AS staged ON staged.id = best.claim
WHERE true
ON CONFLICT (fact, feed) DO UPDATE SET digest = excluded.digest, claim = excluded.claim
