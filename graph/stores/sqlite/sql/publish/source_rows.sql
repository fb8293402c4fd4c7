-- The raw values of the lines that were new.
-- :batch  the batch
INSERT INTO main.source_row (id, raw) SELECT (:batch << 32) + row, raw FROM scratch.source_row ORDER BY row
