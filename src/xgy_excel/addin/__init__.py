"""The Excel add-in: built from text on any system, put into a person's own Excel, looked after there."""
