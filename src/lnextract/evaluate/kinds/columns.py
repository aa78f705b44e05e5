"""Columns of paired tables, in order, by header and by what stands below it."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Outcome
from lnextract.evaluate.table_parts import column_outcomes

NAME = "columns"
ORDER = 7


def compare(facing: Facing) -> Iterator[Outcome]:
    """Header, period, unit."""
    return column_outcomes(facing, Keys.of("header", "period", "unit"))
