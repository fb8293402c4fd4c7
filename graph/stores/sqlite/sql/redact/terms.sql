-- Erases orphaned texts.
DELETE FROM term WHERE id IN (SELECT term FROM temp.orphan)
