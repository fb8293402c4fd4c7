"""From a source.yaml to a proven definition, and from a file's headers to the columns that it names."""
