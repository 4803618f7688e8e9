"""What a person can ask for, one verb per module. `JOBS` are those that work on an open book with no more questions."""
