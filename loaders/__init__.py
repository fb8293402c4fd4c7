"""From sources to claims."""
