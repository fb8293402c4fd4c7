"""The server engine: a Neo4j 5 over the official driver."""

from graph.stores.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
