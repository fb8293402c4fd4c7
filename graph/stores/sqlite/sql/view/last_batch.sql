-- Which batch came last? Batches are only ever added, one for each file that is handed in, changed or not.
-- rows: one, 0 where there is none
SELECT coalesce(max(id), 0) AS batch FROM batch
