-- The standing version of a fact, where a claim has a digest.
-- the parameters are those of the claim
INSERT INTO live (fact, feed, kind, digest, claim)
SELECT unhex(:fact), feed, :kind, unhex(:digest), :id FROM batch WHERE id = :batch
