-- The standing versions, in the order of the facts.
-- :base  the last claim before     :feed  whose statements
INSERT INTO main.live (fact, feed, kind, digest, claim)
SELECT fact, :feed, kind, digest, :base + claim FROM scratch.best WHERE true
ON CONFLICT (fact, feed) DO UPDATE SET digest = excluded.digest, claim = excluded.claim
