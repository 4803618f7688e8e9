"""Which documents there are and what fills them."""
