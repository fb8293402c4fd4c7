"""Where claims rest: stores, projection, change feed."""
