-- Ends the judgement that stood on a pair.
-- :a, :b  public ids, a < b     :tx  the transaction
UPDATE same_as SET tx_end = :tx WHERE a = :a AND b = :b AND tx_end = 2147483647
