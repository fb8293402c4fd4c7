-- From where does a load count on?
-- rows: the last node, the last claim, the last term
SELECT
    (SELECT coalesce(max(id), 0) FROM main.node) AS node,
    (SELECT coalesce(max(id), 0) FROM main.claim) AS claim,
    (SELECT coalesce(max(id), 0) FROM main.term) AS term
