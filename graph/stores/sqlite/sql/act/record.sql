-- Records a deed.
-- the parameters are the columns; :fact in hex
INSERT INTO act (fact, deed, effective, props, tx, author, reason)
VALUES (unhex(:fact), :deed, :effective, :props, :tx, :author, :reason)
