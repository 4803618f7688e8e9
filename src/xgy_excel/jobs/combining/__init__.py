"""The steps of 合并: read each workbook, plan the result, write its rows, look for people entered more than once."""
