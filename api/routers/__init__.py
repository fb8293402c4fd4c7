"""The addresses, by question."""
