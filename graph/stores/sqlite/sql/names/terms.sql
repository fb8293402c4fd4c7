-- Texts that no node was found by before.
INSERT INTO term (text, named)
SELECT DISTINCT text, named FROM temp.spoken INDEXED BY spoken_by_text WHERE text > '' ORDER BY text, named
ON CONFLICT DO NOTHING
