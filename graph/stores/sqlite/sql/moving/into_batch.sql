-- Every batch. Written into an empty store.
-- the parameters are the columns of graph.moving.tables
INSERT INTO batch (
    id, feed, title, publisher, precedence, file, sha256, data_on, snapshot, author, at_us, tx, born, first_claim, last_claim
) VALUES (
    :id, :feed, :title, :publisher, :precedence, :file, :sha256, :data_on, :snapshot, :author, :at_us, :tx, :born, :first_claim, :last_claim
)
