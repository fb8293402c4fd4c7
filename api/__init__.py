"""How you ask over HTTP. Everything blocking runs in worker threads; every failure is one shape of document."""
