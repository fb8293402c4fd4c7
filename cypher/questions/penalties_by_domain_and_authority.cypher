// 某段时间各领域、各机关作出多少处罚?
// How many penalties, and how much in fines, by domain and authority, decided from one day until another?
// $since: day  从哪天
// $until: day = today  到哪天(不含)
// $limit: number = 50  最多几行
// example: since=2024-01-01 until=2026-11-20
// returns: domain text?, authority text?, penalties number, fines_fen number
MATCH (p:Penalty)
WHERE p.counts AND p.decided_on >= $since AND p.decided_on < $until
RETURN p.domain AS domain, p.authority_name AS authority, count(*) AS penalties, sum(coalesce(p.fine_fen, 0)) AS fines_fen
ORDER BY penalties DESC, domain, authority
LIMIT $limit
