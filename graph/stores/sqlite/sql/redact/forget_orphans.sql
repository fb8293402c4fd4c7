-- Forgets which texts were orphaned.
DELETE FROM temp.orphan
