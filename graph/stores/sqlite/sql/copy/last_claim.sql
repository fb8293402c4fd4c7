-- Which number has the last claim?
-- rows: one; 0 where there is none
SELECT coalesce(max(claim.id), 0) AS id
FROM claim
