-- Makes ids members of clusters.
-- :roots  JSON object: root by member     :tx  the transaction
INSERT INTO cluster (member, tx, root) SELECT key, :tx, value FROM json_each (:roots)
