"""Makes the files of 青禾县 from its cast: `.venv/bin/python -m demo.make`. They are committed; a test makes them again and compares."""
