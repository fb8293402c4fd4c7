"""The engines: the only place where a driver is imported."""
