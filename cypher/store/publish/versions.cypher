// What do these claims say?
// $ids: numbers  claim ids
// returns: columns maps
UNWIND $ids AS id
MATCH (said:Claim {id: id})
RETURN properties(said) AS columns
