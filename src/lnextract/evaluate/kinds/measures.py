"""Measures: one a column, of the columns that are paired."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import Facing
from lnextract.evaluate.outcomes import Keys, Outcome
from lnextract.evaluate.table_parts import column_outcomes

NAME = "measures"
ORDER = 8


def compare(facing: Facing) -> Iterator[Outcome]:
    """The measure alone: a header may be misread and yet be understood, or the other way round."""
    return column_outcomes(facing, Keys.of("measure"))
