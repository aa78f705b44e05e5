"""`python -m lnextract`."""

from __future__ import annotations

from lnextract.cli.main import main

main(prog_name="lnextract")
