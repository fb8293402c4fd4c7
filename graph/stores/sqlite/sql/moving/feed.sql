-- Every feed.
-- rows: the columns of graph.moving.tables
SELECT id AS id, source AS source, scope AS scope FROM feed ORDER BY id
