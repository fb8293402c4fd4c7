-- New nodes, in the order of the longer of the two keys: numbers are placed faster than texts.
-- :tx  the transaction from which they are known
INSERT INTO main.node (id, public_id, kind, tx) SELECT id, public_id, kind, :tx FROM scratch.node ORDER BY public_id
