-- The staged claims that do not count.
INSERT INTO scratch.loser (claim) SELECT id FROM scratch.claim WHERE id NOT IN (SELECT claim FROM scratch.best) ORDER BY id
