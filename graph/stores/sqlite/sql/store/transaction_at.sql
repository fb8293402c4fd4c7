-- Which transaction was the last at an instant?
-- :at_us  microseconds since 1970 UTC
-- rows: its number, 0 for none
SELECT coalesce(max(seq), 0) AS seq FROM tx WHERE at_us <= :at_us
