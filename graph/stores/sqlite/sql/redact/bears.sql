-- Takes the erased texts from the nodes that nothing else finds by them.
DELETE FROM bears
WHERE (term, node) IN (
    SELECT term.id, gone.node
    FROM (SELECT text, named, node FROM temp.spoken EXCEPT SELECT text, named, node FROM temp.kept) AS gone
    CROSS JOIN term ON term.text = gone.text AND term.named = gone.named
)
