"""Figures in sentences: of what they are told, and in which direction."""
