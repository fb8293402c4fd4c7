-- Which ids are known at a transaction to name the same thing as this one? None where nobody has merged it.
-- :id  public id     :tx  the transaction of the view
-- rows: the members, with the root itself
SELECT other.member AS member, other.root AS root
FROM cluster AS known
CROSS JOIN cluster AS other ON other.root = known.root AND other.tx_end > :tx AND other.tx <= :tx
WHERE known.member = :id AND known.tx <= :tx AND known.tx_end > :tx
ORDER BY other.member
