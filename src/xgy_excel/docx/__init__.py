"""Word templates made ready once, then many documents, checked and printed."""
