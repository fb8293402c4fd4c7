// 各来源说到哪一天?
// Through which day has each source spoken, and how many facts has it stated?
// $limit: number = 50  最多几行
// example: limit=50
// returns: source text, scope text, current_through number, facts number, files number
MATCH (batch:Batch)
RETURN batch.source AS source, batch.scope AS scope, max(batch.data_on) AS current_through, sum(batch.born) AS facts, count(*) AS files
ORDER BY source, scope
LIMIT $limit
