-- Makes a source and scope known.
-- :source, :scope  what it is named by
INSERT INTO feed (source, scope) VALUES (:source, :scope) ON CONFLICT DO NOTHING
