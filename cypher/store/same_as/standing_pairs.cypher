// Which pairs are judged to be one, whose first id is among these?
// $ids: texts  public ids
// $still: number  the mark of what stands
// returns: a text, b text
UNWIND $ids AS id
MATCH (judged:Judgement {a: id, tx_end: $still})
WHERE judged.same
RETURN DISTINCT judged.a AS a, judged.b AS b
