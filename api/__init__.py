"""How you ask over HTTP."""
