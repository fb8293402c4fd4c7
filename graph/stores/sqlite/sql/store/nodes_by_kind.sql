-- How many nodes of each kind are there?
-- rows: kind code and count
SELECT kind AS kind, count(*) AS count FROM node GROUP BY kind ORDER BY kind
