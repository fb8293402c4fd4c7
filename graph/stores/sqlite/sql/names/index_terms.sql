-- The bigrams of the new names.
-- :last  the last term before
INSERT INTO name_index (rowid, tokens) SELECT id, name_tokens(text) FROM term WHERE id > :last AND named
