"""What is known of a table's columns before its rows are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lnextract.tables.spelling import Spelling

Triple = tuple[int, int, int]
"""Columns of a relation."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of the columns."""

    columns: int
    percent: frozenset[int]
    """Columns of percentages."""
    free: frozenset[int]
    """Columns that may mix percentages and amounts."""
    differences: tuple[Triple, ...] = ()
    """Proven on other rows: (a, b, d) with a − b = d."""
    ratios: tuple[Triple, ...] = ()
    """Proven on other rows: (part, whole, percent)."""
    likely_differences: tuple[Triple, ...] = ()
    """As the header words suggest."""
    likely_ratios: tuple[Triple, ...] = ()
    spelling: Spelling = field(default_factory=Spelling)
    _within: dict[tuple[int, ...], Relations] = field(
        init=False, compare=False, repr=False, default_factory=dict
    )

    def relations_within(self, filled: tuple[int, ...]) -> Relations:
        """What can be tested in a row with figures in these columns."""
        known = self._within.get(filled)
        if known is None:
            kinds = (self.differences, self.ratios, self.likely_differences, self.likely_ratios)
            inside = ([triple for triple in kind if set(triple) <= set(filled)] for kind in kinds)
            known = self._within[filled] = Relations(*inside)
        return known


class Relations(NamedTuple):
    """Relations between columns, as `Shape` has them."""

    differences: Sequence[Triple]
    ratios: Sequence[Triple]
    likely_differences: Sequence[Triple]
    likely_ratios: Sequence[Triple]
