-- Of the staged claims of one fact the one with the greatest digest counts, then the one on the first line: the order of lines never
-- shows. Kept are those that say something new, or something else than the standing version (unless that was staged too and is greater).
-- :feed  whose statements
INSERT INTO scratch.best (fact, kind, digest, claim, old)
SELECT said.fact, said.kind, said.digest, said.claim, live.claim
FROM (
    SELECT fact, kind, max(digest) AS digest, claim
    FROM (SELECT fact, digest, min(row), kind, id AS claim FROM scratch.claim INDEXED BY claim_by_fact GROUP BY fact, digest)
    GROUP BY fact
) AS said
LEFT JOIN main.live AS live ON live.fact = said.fact AND live.feed = :feed
WHERE live.claim IS NULL OR (live.digest <> said.digest AND NOT (live.digest > said.digest AND staged_again(live.claim)))
