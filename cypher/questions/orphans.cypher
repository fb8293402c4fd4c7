// 哪些企业在某日没有任何任职、持股关系?
// Which enterprises have no office holder, shareholder, controller or parent on a day?
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: enterprise text, enterprise_name text?, status text?
MATCH (o:Organization)
WHERE o.counts AND NOT EXISTS { MATCH (o)<-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF|PARTNER_OF|INVESTOR_OF|DIRECTOR_OF|SUPERVISOR_OF|EXECUTIVE_OF|FINANCE_HEAD_OF|SHAREHOLDER_OF|CONTROLLER_OF|BRANCH_OF]-(other) WHERE r.counts AND r.starts <= $day AND r.ends > $day }
  AND NOT EXISTS { MATCH (o)-[r:BRANCH_OF]->(other) WHERE r.counts AND r.starts <= $day AND r.ends > $day }
RETURN o.id AS enterprise, o.name AS enterprise_name, o.status AS status
ORDER BY enterprise
LIMIT $limit
