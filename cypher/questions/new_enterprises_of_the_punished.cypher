// 被吊销者之后又设立了哪些企业?
// Which enterprises were registered after a licence was revoked, and have the same head?
// $limit: number = 50  最多几行
// example: limit=20
// returns: person text, person_name person?, punished text, decided_on day, enterprise text, enterprise_name text?, registered_on day
MATCH (o:Organization)-[s:SUBJECT_OF]->(x:Penalty)
WHERE s.counts AND x.counts AND x.revoked IS NOT NULL AND x.decided_on IS NOT NULL
MATCH (p:Person)-[r:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF]->(o)
WHERE r.counts AND r.starts <= x.decided_on AND r.ends > x.decided_on
MATCH (same:Person {root: p.root})-[t:LEGAL_REP_OF|PRINCIPAL_OF|OPERATOR_OF]->(later:Organization)
WHERE t.counts AND later.root <> o.root AND later.registered_on > x.decided_on
RETURN DISTINCT p.id AS person, p.name AS person_name, o.id AS punished, x.decided_on AS decided_on, later.id AS enterprise, later.name AS enterprise_name, later.registered_on AS registered_on
ORDER BY registered_on, person, enterprise
LIMIT $limit
