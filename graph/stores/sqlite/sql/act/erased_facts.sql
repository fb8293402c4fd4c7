-- Which of these facts are redacted?
-- :facts  JSON list of fact ids in hex
-- rows: fact id in hex
SELECT DISTINCT asked.value AS fact
FROM json_each (:facts) AS asked
CROSS JOIN act INDEXED BY act_redact ON act.fact = unhex(asked.value) AND act.deed = 'redact'
