-- How many claims stand at the last transaction, and how many facts do they state?
-- rows: kind code, claims, facts (a fact that several feeds state counts once)
SELECT kind AS kind, sum(claims) AS claims, count(*) AS facts
FROM (SELECT kind, count(*) AS claims FROM live GROUP BY fact)
GROUP BY kind ORDER BY kind
