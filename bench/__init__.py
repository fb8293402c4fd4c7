"""The speeds that the docs name, measured by the command that prints them: `python -m bench NAME`."""
