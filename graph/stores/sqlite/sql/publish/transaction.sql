-- A new transaction.
-- :seq  its number     :at_us  its instant     :author  who made it
INSERT INTO tx (seq, at_us, author) VALUES (:seq, :at_us, :author)
