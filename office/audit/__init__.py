"""What was asked and answered: lines that are on disk before the answer leaves, chained so that none is changed or taken away unseen."""
