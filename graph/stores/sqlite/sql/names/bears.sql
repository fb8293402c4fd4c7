-- Which nodes are found by which texts? New terms were numbered in the order of their texts, so these come nearly in order too.
-- :tx  the transaction from which they are
INSERT INTO bears (term, node, tx)
SELECT term.id, spoken.node, :tx
FROM temp.spoken AS spoken INDEXED BY spoken_by_text
CROSS JOIN term ON term.text = spoken.text AND term.named = spoken.named
WHERE spoken.text > ''
ON CONFLICT DO NOTHING
