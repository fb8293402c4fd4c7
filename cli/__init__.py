"""How you ask from a shell: the command xinmai."""
