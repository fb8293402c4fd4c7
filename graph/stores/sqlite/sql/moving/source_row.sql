-- The raw values of every line that is kept.
-- rows: the columns of graph.moving.tables
SELECT id AS id, raw AS raw FROM source_row ORDER BY id
