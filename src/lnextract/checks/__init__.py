"""Finished reports → findings: one rule a file in `rules/`, found by itself."""
