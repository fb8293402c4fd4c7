"""How you ask from a shell: the command xinmai. Modules are imported only by the command that needs them: help must be quick."""
