"""Kill -9 at any moment: what was acknowledged is there, nothing is there by half, and the next start needs no hand."""
