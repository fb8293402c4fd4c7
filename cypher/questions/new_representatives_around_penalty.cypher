// 处罚决定前后,当事企业换了哪些负责人?
// Who came into office as a head of the punished enterprise so many days before or after the decision, the nearest first?
// $id: text  处罚的标识 pen:…
// $days: number = 365  前后多少天
// $limit: number = 50  最多几行
// example: id={penalty} days=3650
// returns: enterprise text, enterprise_name text?, decided_on day, office text, person text, person_name person?, since day, days number
MATCH (p:Penalty {id: $id})<-[s:SUBJECT_OF]-(o:Organization)
WHERE s.counts AND p.decided_on IS NOT NULL
MATCH (person:Person)-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF]->(o)
WHERE r.counts AND r.starts >= p.decided_on - duration({days: $days}) AND r.starts <= p.decided_on + duration({days: $days})
RETURN o.id AS enterprise, o.name AS enterprise_name, p.decided_on AS decided_on, type(r) AS office, person.id AS person, person.name AS person_name, r.starts AS since, duration.inDays(p.decided_on, r.starts).days AS days
ORDER BY abs(days), person
LIMIT $limit
