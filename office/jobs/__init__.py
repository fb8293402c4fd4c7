"""Long work: on record in the office's table, woken by a queue of its own, taken up again where it was when its worker died."""
