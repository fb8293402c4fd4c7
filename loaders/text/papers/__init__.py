"""Papers as files: text, Word, web page, PDF with text, JSON lines with a text column; one file or a folder at once."""
