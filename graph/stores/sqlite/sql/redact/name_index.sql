-- Takes the bigrams of orphaned names out of the index.
INSERT INTO name_index (name_index, rowid, tokens)
SELECT 'delete', term.id, name_tokens(term.text) FROM temp.orphan AS orphan CROSS JOIN term ON term.id = orphan.term WHERE term.named
