"""Questions asked of a small invented world."""
