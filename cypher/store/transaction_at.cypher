// Which transaction was the last at an instant?
// $at_us: number  microseconds since 1970 UTC
// returns: seq number
MATCH (past:Transaction)
WHERE past.at_us <= $at_us
RETURN coalesce(max(past.seq), 0) AS seq
