"""青禾县, an invented county: what its offices sent (files/), in which order (load.yaml), and what it tells (STORY.md)."""
