"""What follows: pure reasoning, no I/O, no clock, no engine."""
