"""One command a file: `command` in `check.py` is `lnextract check`. A new file is a new command.

What takes time to load is imported inside the functions, so that `--help` answers at once.
"""
