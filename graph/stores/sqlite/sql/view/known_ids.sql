-- Which of these ids are known at a transaction, by a claim or by a judgement?
-- :ids  JSON list of public ids     :tx  the transaction of the view
-- rows: those public ids
SELECT asked.value AS id
FROM json_each (:ids) AS asked
WHERE EXISTS (SELECT 1 FROM node WHERE node.public_id = asked.value AND node.tx <= :tx)
    OR EXISTS (SELECT 1 FROM cluster WHERE cluster.member = asked.value AND cluster.tx <= :tx AND cluster.tx_end > :tx)
