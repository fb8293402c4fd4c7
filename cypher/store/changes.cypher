// What changed in one transaction: what happened, to which fact, at which node (its source end as stated, or the first id of a judgement)?
// $tx: number  the transaction
// returns: what text, fact text, node text
CALL () {
  MATCH (said:Claim {tx: $tx}) RETURN 'born' AS what, said.fact AS fact, said.src AS node
  UNION ALL
  MATCH (said:Claim {tx_end: $tx}) RETURN 'died' AS what, said.fact AS fact, said.src AS node
  UNION ALL
  MATCH (act:Act {tx: $tx}) RETURN act.deed AS what, act.fact AS fact, '' AS node
  UNION ALL
  MATCH (judged:Judgement {tx: $tx}) RETURN CASE WHEN judged.same THEN 'same' ELSE 'not_same' END AS what, '' AS fact, judged.a AS node
}
RETURN what, fact, node
ORDER BY what, fact, node
