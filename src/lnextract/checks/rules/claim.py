"""Prose against tables: what a sentence says of a line stands so in a table."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.check import Check
from lnextract.checks.prose.claimed import claimed_facts
from lnextract.checks.prose.holding import hold_against
from lnextract.model.report import Report

NAME = "claim"


def check(report: Report) -> Iterator[Check]:
    """Test each claim with a measure whose line is printed in a table."""
    for claimed in claimed_facts([report], report):
        yield from hold_against(NAME, claimed)
