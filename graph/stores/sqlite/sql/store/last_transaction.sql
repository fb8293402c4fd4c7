-- Which is the last transaction? 0 for an empty store.
-- rows: its number, and its instant in microseconds (null where there is none)
SELECT max(seq) AS seq, at_us AS at_us FROM (SELECT seq, at_us FROM tx UNION ALL SELECT 0, NULL)
