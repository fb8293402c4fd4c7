-- Puts the staged claims in the order of what they state: one walk over this index alone finds the best of each fact.
CREATE INDEX scratch.claim_by_fact ON claim (fact, digest, row, kind)
