-- Which ids of one prefix are known at a transaction and belong to no cluster?
-- :after, :before  public ids between which to look (both excluded)     :tx  the transaction of the view     :limit  how many
-- rows: public ids in order
SELECT node.public_id AS id
FROM node
LEFT JOIN cluster AS known ON known.member = node.public_id AND known.tx <= :tx AND known.tx_end > :tx
WHERE node.public_id > :after AND node.public_id < :before AND node.tx <= :tx AND known.root IS NULL
ORDER BY node.public_id
LIMIT :limit
