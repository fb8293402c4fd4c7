"""What you may ask: one module a question."""
