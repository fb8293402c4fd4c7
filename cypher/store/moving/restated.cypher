// Every line that states a fact whose claim rests on another.
// returns: fact text, source_row number
MATCH (line:Restated)
RETURN line.fact AS fact, line.source_row AS source_row
