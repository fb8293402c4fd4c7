"""Moving a graph from one store to another: whole, with its history, and proven."""
