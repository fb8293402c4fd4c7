-- The pairs that are judged to be one, among these ids.
-- :ids  JSON list of public ids
-- rows: the two ids
SELECT same_as.a AS a, same_as.b AS b
FROM json_each (:ids) AS asked
CROSS JOIN same_as INDEXED BY same_as_a ON same_as.a = asked.value
WHERE same_as.same AND same_as.tx_end = 2147483647
