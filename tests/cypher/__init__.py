"""The questions and the store's own statements, on the real server."""
