-- Every line that states a fact whose claim rests on another.
-- rows: the columns of graph.moving.tables
SELECT lower(hex(fact)) AS fact, source_row AS source_row FROM restated
