// 哪些名单记录将在若干天内到期?
// Which list entries run out within so many days after a day?
// $day: day = today  哪一天
// $days: number = 90  若干天内
// $limit: number = 50  最多几行
// example: day=2026-11-20 days=3650
// returns: entry text, list_code text?, valid_until day, days number, subject text, subject_name text?
MATCH (s:Organization)-[l:LISTED_AS]->(e:ListEntry)
WHERE l.counts AND l.starts <= $day AND l.ends > $day AND e.counts AND e.valid_until > $day AND e.valid_until <= $day + duration({days: $days}) AND e.removed_on IS NULL
RETURN e.id AS entry, e.list_code AS list_code, e.valid_until AS valid_until, duration.inDays($day, e.valid_until).days AS days, s.id AS subject, s.name AS subject_name
ORDER BY valid_until, entry, subject
LIMIT $limit
