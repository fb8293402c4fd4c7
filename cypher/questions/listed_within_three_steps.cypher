// 某主体三步之内有哪些在列的企业(仅为线索)?
// Which enterprises that stand on a list are within three steps of a subject on a day, by the shortest chain? Leads, never a ground.
// $id: text  标识,如 uscc:… 或 p:…
// $day: day = today  哪一天
// $polarity: text = black  名单性质:black、watch、red
// $limit: number = 50  最多几行
// example: id=uscc:91379926MAQH010291 day=2026-11-20
// returns: enterprise text, enterprise_name text?, list_code text?, steps number, relations texts
MATCH (a:Thing {id: $id})
MATCH chain = ALL SHORTEST (a)(()-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF|SHAREHOLDER_OF|CONTROLLER_OF|BRANCH_OF WHERE r.counts AND r.starts <= $day AND r.ends > $day]-()){1,3}(b:Organization)
WHERE b <> a
MATCH (b)-[l:LISTED_AS]->(e:ListEntry)
WHERE l.counts AND l.starts <= $day AND l.ends > $day AND e.counts AND (e.removed_on IS NULL OR e.removed_on > $day) AND e.polarity = $polarity
WITH b, e, length(chain) AS steps, collect([x IN relationships(chain) | type(x)]) AS ways
RETURN b.id AS enterprise, b.name AS enterprise_name, e.list_code AS list_code, steps, COLLECT { UNWIND ways AS way RETURN way ORDER BY way LIMIT 1 }[0] AS relations
ORDER BY steps, enterprise, list_code
LIMIT $limit
