"""What a column of percentages is made of: a share of another column, or the change from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations
from math import log2

from lnextract.arithmetic.across import CHANCE_BITS, HOLDING_UNSAID
from lnextract.arithmetic.relations import HUNDRED, Printed, ratio_meets

NOTHING = Decimal(0)
LEAST_ROWS = 2
RANGE = 100.0
"""Percentages among which a chance one would lie."""
BROKEN_BITS = 6.0
"""Taken off for each row that denies it."""


@dataclass(frozen=True, slots=True)
class Share:
    """100·part/whole − offset = percent in the rows of a table."""

    percent: int
    part: int
    whole: int
    offset: Decimal
    """0 of a share; 100 of a change: 4 % more than the whole is 104 % of it."""
    broken: int
    bits: float


def find_share(
    grid: Sequence[Sequence[Printed | None]], percent: int, columns: Sequence[int]
) -> Share | None:
    """What a column of percentages is made of, where the rows prove it; None where they don't.

    Args:
        grid: rows × columns; None = empty.
        percent: the column of percentages.
        columns: those that can be part or whole.
    """
    pairs = list(permutations(columns, 2))
    tried = [_tried(grid, percent, pair, offset) for pair in pairs for offset in (NOTHING, HUNDRED)]
    found = [each for each in tried if each is not None]
    best = max(found, key=lambda each: each.bits, default=None)
    if best is None or best.bits < CHANCE_BITS + log2(len(tried)):
        return None
    return best


def _tried(
    grid: Sequence[Sequence[Printed | None]], percent: int, pair: tuple[int, int], offset: Decimal
) -> Share | None:
    holds = broken = 0
    bits = 0.0
    seen: set[tuple[Decimal, Decimal]] = set()
    for row in grid:
        part, whole, stated = row[pair[0]], row[pair[1]], row[percent]
        if part is None or whole is None or stated is None or part.value == 0:
            continue
        judged = ratio_meets(part, whole, shifted(stated, offset))
        if judged.interval is None or (part.value, whole.value) in seen:
            continue
        if not judged.stands:
            broken += 1
            if broken > LEAST_ROWS and broken > holds:
                return None
            continue
        seen.add((part.value, whole.value))
        holds += 1
        window = float(judged.interval.high - judged.interval.low) + float(_width(stated))
        bits += max(0.0, log2(RANGE / window)) if window else 0.0
    if holds < LEAST_ROWS or (broken > 1 and holds < HOLDING_UNSAID * broken):
        return None
    return Share(percent, *pair, offset, broken, bits - BROKEN_BITS * broken)


def shifted(percent: Printed, offset: Decimal) -> Printed:
    """A change as a share: 4 % more is 104 %."""
    return Printed(percent.value + offset, percent.decimals, percent.exact)


def _width(figure: Printed) -> Decimal:
    return figure.interval.high - figure.interval.low
