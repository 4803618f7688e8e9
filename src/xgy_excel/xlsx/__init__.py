"""Edits a user's workbook without losing anything."""
