// New claims, as nodes of their own: their numbers are taken under the store's lock, so none of them is there.
// $columns: maps  a list for each column
// $same: maps  what is the same of all
UNWIND range(0, size($columns.id) - 1) AS i
CREATE (:Claim {
  id: $columns.id[i], fact: $columns.fact[i], digest: $columns.digest[i], kind: $columns.kind[i],
  src: $columns.src[i], dst: $columns.dst[i],
  from_min: $columns.from_min[i], from_max: $columns.from_max[i], to_min: $columns.to_min[i], to_max: $columns.to_max[i],
  props: $columns.props[i], row: $columns.row[i], document: $columns.document[i],
  feed: $same.feed, tx: $same.tx, tx_end: $same.tx_end, batch: $columns.batch[i]
})
