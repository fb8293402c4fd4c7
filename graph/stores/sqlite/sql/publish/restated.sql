-- Which of these lines also state a fact whose claim rests on another line?
-- :batch  the batch
INSERT OR IGNORE INTO main.restated (fact, source_row)
SELECT said.fact, (:batch << 32) + said.row
FROM (
    SELECT staged.fact, staged.row FROM scratch.loser AS loser CROSS JOIN scratch.claim AS staged ON staged.id = loser.claim
    UNION ALL
    SELECT fact, row FROM scratch.restated
) AS said
WHERE EXISTS (SELECT 1 FROM scratch.source_row AS kept WHERE kept.row = said.row)
ORDER BY said.fact, said.row
