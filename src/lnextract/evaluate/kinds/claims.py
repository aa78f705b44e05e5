"""Claims, in any order, by the printed figure."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Outcome

NAME = "claims"
ORDER = 12


def compare(facing: Facing) -> Iterator[Outcome]:
    """Text, value, unit, measure, section."""
    keys = Keys.of("text", "value", "unit", "measure", section=facing.section)
    return facing.in_any_order("claims", "text", keys)
