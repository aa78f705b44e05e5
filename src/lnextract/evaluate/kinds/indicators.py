"""Indicators, in any order, by name."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing, same_cell
from lnextract.evaluate.outcomes import Compared, Keys, Outcome

NAME = "indicators"
ORDER = 5


def compare(facing: Facing) -> Iterator[Outcome]:
    """Name, group, comment, section; outcome and target as cells."""
    cell, section = Compared(same_cell), facing.section
    keys = Keys.of("name", "group", "comment", outcome=cell, target=cell, section=section)
    return facing.in_any_order("indicators", "name", keys)
