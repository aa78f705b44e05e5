"""Labels: one a row, of the rows that are paired."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Outcome
from lnextract.evaluate.table_parts import row_outcomes

NAME = "labels"
ORDER = 9


def compare(facing: Facing) -> Iterator[Outcome]:
    """The label alone."""
    return row_outcomes(facing, ("label",))
