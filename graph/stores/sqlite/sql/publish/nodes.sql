-- New nodes.
-- :tx  the transaction from which they are known
INSERT INTO main.node (id, public_id, kind, tx) SELECT id, public_id, kind, :tx FROM scratch.node ORDER BY id
