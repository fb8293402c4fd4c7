// 两个主体在某日如何关联(至多六步)?
// By which shortest chain of offices, holdings and branches are two subjects connected on a day, at most six steps?
// $from: text  一端的标识
// $to: text  另一端的标识
// $day: day = today  哪一天
// example: from=uscc:91379926MAQH010104 to=uscc:91379926MAQH010291 day=2026-11-20
// returns: steps number, chain texts, relations texts
MATCH (a:Thing {id: $from}), (b:Thing {id: $to})
MATCH chain = ALL SHORTEST (a)(()-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF|SHAREHOLDER_OF|CONTROLLER_OF|BRANCH_OF WHERE r.counts AND r.starts <= $day AND r.ends > $day]-()){1,6}(b)
RETURN length(chain) AS steps, [n IN nodes(chain) | n.id] AS chain, [x IN relationships(chain) | type(x)] AS relations
ORDER BY chain, relations
LIMIT 1
