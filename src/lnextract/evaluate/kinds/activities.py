"""Activities, in any order, by what is done."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Outcome

NAME = "activities"
ORDER = 4


def compare(facing: Facing) -> Iterator[Outcome]:
    """Activity, comment, status, section."""
    keys = Keys.of("activity", "comment", "status", section=facing.section)
    return facing.in_any_order("activities", "activity", keys)
