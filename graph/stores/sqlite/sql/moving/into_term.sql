-- A text, where it is new.
-- :text, :named  the text in its form
INSERT INTO term (text, named) VALUES (:text, :named) ON CONFLICT DO NOTHING
