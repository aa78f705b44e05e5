"""One rule a module: `NAME`, and `check(report)` that yields a finding for every check it made.

A module put here is run without being listed anywhere; its examples, passing and failing, lie beside
the tests under its name.
"""
