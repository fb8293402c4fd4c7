"""The notebooks run, and are kept without outputs."""
