-- What will publishing change?
-- rows: claims staged anew; facts that are new, changed, and changed although the standing version was staged too; versions to close
SELECT
    (SELECT count(*) FROM scratch.claim) AS staged,
    count(*) FILTER (WHERE old IS NULL) AS new,
    count(*) FILTER (WHERE old IS NOT NULL) AS changed,
    count(*) FILTER (WHERE old IS NOT NULL AND staged_again(old)) AS changed_twice,
    (SELECT count(*) FROM scratch.closing) AS closed
FROM scratch.best
