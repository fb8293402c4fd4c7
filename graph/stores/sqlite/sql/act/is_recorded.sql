-- Is this very deed recorded already?
-- :fact  fact id in hex     :deed     :effective  day or null     :props  canonical JSON
-- rows: 1 or 0
SELECT EXISTS (
    SELECT 1 FROM act
    WHERE fact = unhex(:fact) AND deed = :deed AND effective IS :effective AND props = :props
) AS known
