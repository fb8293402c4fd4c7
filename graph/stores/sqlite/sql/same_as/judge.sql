-- Records a judgement.
-- the parameters are the columns
INSERT INTO same_as (a, b, same, author, basis, tx) VALUES (:a, :b, :same, :author, :basis, :tx)
