-- Erases what the claims say. Their place stays, so that the next load finds them said.
UPDATE main.claim SET props = '{}', document = NULL WHERE id IN (SELECT claim FROM temp.erased)
