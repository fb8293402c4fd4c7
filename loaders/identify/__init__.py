"""Who or what each row speaks of: the ids of its nodes (DESIGN 4, identity)."""
