-- Which nodes are found by which texts?
-- :tx  the transaction from which they are
INSERT INTO bears (term, node, tx)
SELECT DISTINCT term.id, spoken.node, :tx
FROM temp.spoken AS spoken
CROSS JOIN term ON term.text = spoken.text AND term.named = spoken.named
ORDER BY term.id, spoken.node
ON CONFLICT DO NOTHING
