-- Forgets what was spoken.
DELETE FROM temp.spoken
