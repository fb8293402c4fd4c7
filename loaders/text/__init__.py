"""Decisions as they are written, read into findings with their places: spaCy with character tokens and our own components."""
