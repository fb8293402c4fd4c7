-- The claims that count, in the order of the file: neighbours in the file stay neighbours in the store.
INSERT INTO scratch.chosen (claim, old) SELECT claim, old FROM scratch.best ORDER BY claim
