"""Who may ask and what was asked."""
