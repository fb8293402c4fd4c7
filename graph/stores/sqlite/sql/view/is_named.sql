-- Does any claim known at a transaction name one of these ids?
-- :ids  JSON list of public ids     :tx  the transaction of the view
-- rows: 1 or 0
SELECT EXISTS (
    SELECT 1 FROM json_each (:ids) AS asked CROSS JOIN node ON node.public_id = asked.value WHERE node.tx <= :tx
) AS known
