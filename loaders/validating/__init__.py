"""What is wrong with a row, by which rule, and what that does to it (data_standards 1.9)."""
