-- The standing clusters that these ids belong to.
-- :ids  JSON list of public ids
-- rows: every member with its root
SELECT DISTINCT other.member AS member, other.root AS root
FROM json_each (:ids) AS asked
CROSS JOIN cluster AS known ON known.member = asked.value AND known.tx_end = 2147483647
CROSS JOIN cluster AS other INDEXED BY cluster_root ON other.root = known.root AND other.tx_end = 2147483647
