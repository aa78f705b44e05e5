"""Arithmetic on printed figures: intervals, relations, and finding them in a grid. Knows no document."""
