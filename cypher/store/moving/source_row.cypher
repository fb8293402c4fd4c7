// The raw values of every line that is kept.
// returns: id number, raw text
MATCH (line:SourceRow)
RETURN line.id AS id, line.raw AS raw
