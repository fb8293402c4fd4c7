-- A batch: what was loaded, and which claims it wrote.
-- the parameters are the columns
INSERT INTO batch (
    feed, title, publisher, precedence, file, sha256, data_on, snapshot, author, at_us, tx, born, first_claim, last_claim
) VALUES (
    :feed, :title, :publisher, :precedence, :file, :sha256, :data_on, :snapshot, :author, :at_us, :tx, :born, :first_claim, :last_claim
)
