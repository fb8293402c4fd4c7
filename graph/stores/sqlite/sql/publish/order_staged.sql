-- Puts the staged claims in the order of what they state: one walk finds the best of each fact.
CREATE INDEX scratch.claim_by_fact ON claim (fact, digest, row)
