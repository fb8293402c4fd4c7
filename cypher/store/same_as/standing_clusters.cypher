// Which standing clusters do these ids belong to?
// $ids: texts  public ids
// $still: number  the mark of what stands
// returns: member text, root text
UNWIND $ids AS id
MATCH (known:Membership {member: id, tx_end: $still})
MATCH (other:Membership {root: known.root, tx_end: $still})
RETURN DISTINCT other.member AS member, other.root AS root
