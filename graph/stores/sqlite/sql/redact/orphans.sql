-- Erased texts that no node bears any more.
INSERT INTO temp.orphan (term)
SELECT DISTINCT term.id
FROM temp.spoken AS spoken
CROSS JOIN term ON term.text = spoken.text AND term.named = spoken.named
WHERE NOT EXISTS (SELECT 1 FROM bears WHERE bears.term = term.id)
