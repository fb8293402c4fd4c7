"""How the office's databases came to be what they are: one folder a database, one module a step. Steps are never edited once released."""
