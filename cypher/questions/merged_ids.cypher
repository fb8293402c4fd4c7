// 哪些标识被认定为同一主体?
// Which ids are judged to name one subject, and which id stands for it?
// $limit: number = 50  最多几行
// example: limit=20
// returns: root text, members texts
MATCH (known:Membership {tx_end: 9223372036854775807})
WITH known.root AS root, collect(DISTINCT known.member) AS ids
RETURN root, COLLECT { UNWIND ids AS id RETURN id ORDER BY id } AS members
ORDER BY root
LIMIT $limit
