-- Puts what was spoken in the order of its texts: terms are looked up and made by one walk in order.
CREATE INDEX IF NOT EXISTS temp.spoken_by_text ON spoken (text, named, node)
