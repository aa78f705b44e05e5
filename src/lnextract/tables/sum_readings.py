"""Readings of a sum's rows as whole numbers, and what it costs that they don't add up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from lnextract.arithmetic.relations import Printed

UNPRINTED_BITS = 5.0
"""A column that fails to close where a part's cell is empty: its amount may have been left out."""
MORE_UNPRINTED_BITS = 1.5
"""Each further column that the same row leaves empty."""
MOST_LEFT_OUT = 30
"""An amount that is left out is at most so many times the total of its column."""
NO_TOTAL_BITS = 3.0
"""A column that a total leaves empty though parts have amounts there."""
HALVES = 2
"""Half units in the last printed digit, in which amounts and what rounding hides are counted."""

Entry = tuple[int, int] | None
"""Amount and half-width of one figure in half units; None = empty."""
Vector = tuple[Entry, ...]
"""One reading of a row, a figure a column."""


@dataclass(slots=True)
class Effort:
    """Steps that the search for joint readings may still take in one table."""

    left: int

    def spend(self) -> bool:
        """Whether there was one left."""
        self.left -= 1
        return self.left >= 0


def vector_of(figures: Sequence[Printed | None], columns: Sequence[int], digits: Sequence[int]) -> Vector:
    """A reading in whole numbers, in some columns; `digits`: decimals kept, one for each of these."""
    return tuple(_entry(figures[column], places) for column, places in zip(columns, digits, strict=True))


def _entry(figure: Printed | None, digits: int) -> Entry:
    if figure is None:
        return None
    half = 0 if figure.exact else int(Decimal(1).scaleb(digits - figure.decimals))
    return int(figure.value.scaleb(digits) * HALVES), half


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a row in a sum."""

    vector: Vector
    cost: float
    """Bits by which it is less likely than the likeliest reading of its row."""


def cost_of_breaks(vectors: Sequence[Vector], most_broken: int) -> float:
    """What it costs that columns fail to close, beyond so many that may, or that the total leaves them empty.

    No price allows a break where no part is empty, or where what was left out would dwarf the total.
    """
    columns = [*zip(*vectors, strict=True)]
    broken = [column for column in columns if not _meets(column)]
    unprinted = sum(_may_be_left_out(column) for column in broken)
    if len(broken) - unprinted > most_broken:
        return inf
    one_row = any(all(column[at] is None for column in broken) for at in range(1, len(vectors)))
    priced = max(0, len(broken) - most_broken)
    left_out = least_price(priced) if one_row else UNPRINTED_BITS * priced
    return left_out + sum(map(cost_of_no_total, columns))


def least_price(broken: int) -> float:
    """What so many columns cost that fail to close because one row leaves its amounts there out."""
    return UNPRINTED_BITS + MORE_UNPRINTED_BITS * (broken - 1) if broken > 0 else 0.0


def _may_be_left_out(column: Sequence[Entry]) -> bool:
    """Whether a part that is empty may make up what a column lacks."""
    total, parts = column[0], [entry[0] for entry in column[1:] if entry is not None]
    if total is None or not parts or len(parts) == len(column) - 1:
        return False
    return abs(total[0] - sum(parts)) <= MOST_LEFT_OUT * max(HALVES, abs(total[0]))


def cost_of_no_total(column: Sequence[Entry]) -> float:
    """What it costs that a total leaves a column empty in which several parts have amounts."""
    amounts = sum(entry is not None and entry[0] != 0 for entry in column[1:])
    return NO_TOTAL_BITS * (column[0] is None and amounts > 1)


def _meets(column: Sequence[Entry]) -> bool:
    """Whether the first is the sum of the others, or one side is empty."""
    total, parts = column[0], [entry for entry in column[1:] if entry is not None]
    if total is None or not parts:
        return True
    return abs(total[0] - sum(value for value, _ in parts)) <= total[1] + sum(half for _, half in parts)
