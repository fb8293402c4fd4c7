"""From a file to rows of text with their numbers: CSV, workbooks, JSON lines. Nothing is interpreted here."""
