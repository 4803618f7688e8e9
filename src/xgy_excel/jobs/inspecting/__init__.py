"""The parts of `xgy inspect`: its workbook, and the files the log names."""
