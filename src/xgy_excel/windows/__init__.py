"""The program on a person's Windows: put into Excel, taken out, looked after, started by dropping a file."""
