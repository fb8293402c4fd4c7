-- Which of these claims does the store already hold word for word?
-- :said  array of fact id and digest in one     :feed  whose statements
-- rows: position in the array, and the standing claim
SELECT said.rowid AS position, live.claim AS claim
FROM carray (:said) AS said
CROSS JOIN live ON live.fact = substr(said.value, 1, 16) AND live.feed = :feed
WHERE live.digest = substr(said.value, 17)
