// 哪些登记代办为最多的企业办理,其中多少受过处罚(仅为线索)?
// Which filing agents filed for the most enterprises on a day, and how many of those were ever punished? Leads, never a ground.
// $day: day = today  哪一天
// $limit: number = 50  最多几行
// example: day=2026-11-20
// returns: agent text, person_name person?, agent_name text?, enterprises number, punished number
MATCH (o:Organization)-[f:FILED_BY]->(agent:Thing)
WHERE f.counts AND f.starts <= $day AND f.ends > $day
WITH agent, o, EXISTS { MATCH (o)-[s:SUBJECT_OF]->(p:Penalty) WHERE s.counts AND p.counts } AS punished
RETURN agent.id AS agent, max(CASE WHEN agent:Person THEN agent.name END) AS person_name, max(CASE WHEN agent:Organization THEN agent.name END) AS agent_name, count(DISTINCT o) AS enterprises, count(DISTINCT CASE WHEN punished THEN o END) AS punished
ORDER BY enterprises DESC, agent
LIMIT $limit
