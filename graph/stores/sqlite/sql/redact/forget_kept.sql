-- Forgets which texts were kept.
DELETE FROM temp.kept
