-- Ends the membership of these ids.
-- :ids  JSON list of public ids     :tx  the transaction
UPDATE cluster SET tx_end = :tx WHERE member IN (SELECT value FROM json_each (:ids)) AND tx_end = 2147483647
