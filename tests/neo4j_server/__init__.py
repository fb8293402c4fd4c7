"""A real Neo4j server for the tests: fetched once, started on loopback, stopped by its process id."""
