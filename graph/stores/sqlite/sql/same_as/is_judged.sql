-- Has anybody judged this pair, either way?
-- :a, :b  public ids, a < b
-- rows: 1 or 0
SELECT EXISTS (SELECT 1 FROM same_as WHERE a = :a AND b = :b) AS known
