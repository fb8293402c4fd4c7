-- Declares a property that finds its node.
-- :kind  kind code     :path  JSON path of the property     :named  1 where it is a name
INSERT INTO temp.findable (kind, path, named) VALUES (:kind, :path, :named)
