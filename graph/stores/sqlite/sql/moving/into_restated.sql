-- Every line that states a fact whose claim rests on another. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO restated (fact, source_row) VALUES (unhex(:fact), :source_row)
