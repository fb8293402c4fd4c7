-- Which clusters with a root of one prefix have a member that is known at a transaction?
-- :after, :before  public ids between which to look (both excluded)     :tx  the transaction of the view     :limit  how many
-- rows: roots in order
SELECT DISTINCT known.root AS id
FROM cluster AS known INDEXED BY cluster_root
CROSS JOIN node ON node.public_id = known.member AND node.tx <= :tx
WHERE known.root > :after AND known.root < :before AND known.tx_end > :tx AND known.tx <= :tx
ORDER BY known.root
LIMIT :limit
