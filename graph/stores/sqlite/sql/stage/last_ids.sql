-- From where does a load count on?
-- rows: the last node; the last claim number that a batch took (those of duplicates are never used); the last term
SELECT
    (SELECT coalesce(max(id), 0) FROM main.node) AS node,
    coalesce((SELECT last_claim FROM main.batch ORDER BY id DESC LIMIT 1), 0) AS claim,
    (SELECT coalesce(max(id), 0) FROM main.term) AS term
