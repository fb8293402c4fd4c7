-- Forgets what was erased.
DELETE FROM temp.erased
