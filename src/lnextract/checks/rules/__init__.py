"""One rule a module: `NAME`, and `check(reported)` that yields a `Check` for every test it made.

A module put here is run without being listed anywhere; its examples, passing and failing, lie beside
the tests under its name.
"""
