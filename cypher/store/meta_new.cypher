// Makes the store's own node, where there is none.
// $version: number  the version of its shape
MERGE (meta:Meta {name: 'xinmai'})
ON CREATE SET meta.version = $version, meta.seq = 0, meta.claim = 0, meta.batch = 0, meta.feed = 0, meta.act = 0, meta.indexed = true
