-- Which number has the last row of node?
-- rows: one; 0 where there is none
SELECT coalesce(max(node.id), 0) AS id
FROM node
