"""How answers are told to a person who reads a shell."""
