// Every judgement.
// returns: a text, b text, same number, author text, basis text, tx number, tx_end number?
MATCH (judged:Judgement)
RETURN
  judged.a AS a, judged.b AS b, toInteger(judged.same) AS same, judged.author AS author, judged.basis AS basis,
  judged.tx AS tx, nullIf(judged.tx_end, 9223372036854775807) AS tx_end
