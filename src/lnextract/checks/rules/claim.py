"""Prose against tables: what a sentence says of a line stands so in a table."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.check import Check
from lnextract.checks.prose.holding import hold_against
from lnextract.checks.reported import Reported

NAME = "claim"


def check(reported: Reported) -> Iterator[Check]:
    """Test each claim with a measure whose line is printed in a table."""
    for claimed in reported.claimed:
        yield from hold_against(NAME, claimed)
