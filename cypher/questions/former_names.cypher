// 哪些企业用过某个名称?
// Which enterprises bore a name, or bear it now?
// $name: text  名称全称
// $limit: number = 50  最多几行
// example: name=青禾县东篱食品有限公司
// returns: enterprise text, name_now text?, borne text
CALL () {
  MATCH (o:Organization {name: $name}) RETURN o, 'now' AS borne
  UNION
  MATCH (:Term {key: 'name:' + $name})<-[:BEARS]-(o:Organization) WHERE o.name <> $name RETURN o, 'before' AS borne
}
RETURN DISTINCT o.id AS enterprise, o.name AS name_now, borne
ORDER BY borne DESC, enterprise
LIMIT $limit
