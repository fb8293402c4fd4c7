"""The steps from a canonical text to findings, each a pure function; `loaders.text.pipeline` strings them together as spaCy components."""
