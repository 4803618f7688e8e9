"""The parts of `xgy explain`: whom it is about, and how it is told."""
