"""Sections, in order, by title or number."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Lists, Outcome

NAME = "sections"
ORDER = 2


def compare(facing: Facing) -> Iterator[Outcome]:
    """Title, number, level, marker, and the section that it stands under."""
    if "sections" not in facing.gold:
        return
    keys = Keys.of("title", "number", "level", "marker", parent=facing.section)
    gold, ours = facing.gold["sections"], facing.ours["sections"]
    yield from Lists("/sections", gold, ours, facing.section_pairs, "title").outcomes(keys)
