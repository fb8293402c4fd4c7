// 对哪些事实作过撤销、修复、异议等行为?
// Which facts have acts aimed at them: voided, repaired, disputed, ended, and by whom?
// $limit: number = 50  最多几行
// example: limit=20
// returns: fact text, deed text, effective_day number?, author text, transaction number
MATCH (act:Act)
RETURN act.fact AS fact, act.deed AS deed, act.effective AS effective_day, act.author AS author, act.tx AS transaction
ORDER BY transaction, fact
LIMIT $limit
