// Notes that constraints and indexes are there.
MATCH (meta:Meta {name: 'xinmai'})
SET meta.indexed = true
