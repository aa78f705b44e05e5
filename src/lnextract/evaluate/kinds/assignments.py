"""Assignments, in any order, by title."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Outcome

NAME = "assignments"
ORDER = 3


def compare(facing: Facing) -> Iterator[Outcome]:
    """Title, category, forecast, comment, section."""
    keys = Keys.of("title", "category", "forecast", "comment", section=facing.section)
    return facing.in_any_order("assignments", "title", keys)
