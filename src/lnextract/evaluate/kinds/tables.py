"""Tables, in order, by all texts in them."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Lists, Outcome

NAME = "tables"
ORDER = 6


def compare(facing: Facing) -> Iterator[Outcome]:
    """Title, kind, unit, section. What stands in them has kinds of its own."""
    if "tables" not in facing.gold:
        return
    keys = Keys.of("title", "kind", "unit", section=facing.section)
    gold, ours = facing.gold["tables"], facing.ours["tables"]
    yield from Lists("/tables", gold, ours, facing.table_pairs, "title").outcomes(keys)
