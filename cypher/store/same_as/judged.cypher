// Which pairs with these first ids has anybody judged, either way?
// $ids: texts  public ids
// returns: a text, b text
UNWIND $ids AS id
MATCH (judged:Judgement {a: id})
RETURN DISTINCT judged.a AS a, judged.b AS b
