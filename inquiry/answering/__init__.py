"""What an answer is made of: the wire forms, names and their masks, labels, coverage, problems."""
