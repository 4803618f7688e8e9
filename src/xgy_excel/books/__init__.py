"""Workbooks behind one port."""
