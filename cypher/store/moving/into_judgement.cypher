// Every judgement. Written into an empty store.
// $rows: maps  the columns of graph.moving.tables
UNWIND $rows AS row
CREATE (new:Judgement)
SET new += row, new.same = row.same = 1, new.tx_end = coalesce(row.tx_end, 9223372036854775807)
