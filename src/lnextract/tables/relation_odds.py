"""What a row's figures say for or against a relation between columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from math import log2

from lnextract.arithmetic.relations import Printed, difference_meets, ratio_meets

BROKEN = -1.0
ROUNDING_UNITS = 1.5
"""Last digits by which rounding of three figures can make up for a difference."""
SURE_BITS = 6.0
"""Size of the figures, as a power of two of what rounding hides, from which a relation says all it can."""


def difference_odds(figures: Sequence[Printed | None], triple: tuple[int, int, int]) -> float | None:
    """0 to 1: how much it proves that the difference holds; below 0: it is broken; None: untestable."""
    a, b, d = figures[triple[0]], figures[triple[1]], figures[triple[2]]
    if a is None or b is None or d is None or not (a.value or b.value):
        return None
    return _difference_weight(a, b, d)


def ratio_odds(figures: Sequence[Printed | None], triple: tuple[int, int, int]) -> float | None:
    """The same of a ratio."""
    part, whole, percent = figures[triple[0]], figures[triple[1]], figures[triple[2]]
    if part is None or whole is None or percent is None:
        return None
    return _ratio_weight(part, whole, percent)


def difference_bits(figures: Sequence[Printed | None], triple: tuple[int, int, int]) -> float | None:
    """Halvings of chance that a difference which holds would take; below 0: it is broken; None: untestable.

    As much as its smallest figure says: two equal figures and a nought stand in many a row.
    """
    odds = difference_odds(figures, triple)
    present = [figure for column in triple if (figure := figures[column]) is not None]
    return odds if odds is None or odds < 0 else _bits(min(present, key=_size))


def ratio_bits(figures: Sequence[Printed | None], triple: tuple[int, int, int]) -> float | None:
    """The same of a ratio."""
    odds = ratio_odds(figures, triple)
    part, whole, percent = (figures[column] for column in triple)
    if odds is None or odds < 0 or part is None or whole is None or percent is None:
        return odds
    return _bits(min(part, whole, percent, key=_size))


def _bits(figure: Printed) -> float:
    return max(0.0, log2(max(1.0, float(_size(figure))) / ROUNDING_UNITS))


@lru_cache(maxsize=16384)
def _difference_weight(a: Printed, b: Printed, d: Printed) -> float:
    return weight(max(a, b, key=_size)) if difference_meets(a, b, d).stands else BROKEN


@lru_cache(maxsize=16384)
def _ratio_weight(part: Printed, whole: Printed, percent: Printed) -> float | None:
    judged = ratio_meets(part, whole, percent)
    if judged.verdict == "not_checkable":
        return None
    return weight(min(part, whole, percent, key=_size)) if judged.stands else BROKEN


def _size(figure: Printed) -> Decimal:
    return abs(figure.value).scaleb(figure.decimals)


def weight(figure: Printed, slack: float = ROUNDING_UNITS) -> float:
    """0 to 1: how much it proves that a relation with this figure holds.

    Figures of one or two units meet by chance: rounding alone makes up for any difference.

    Args:
        slack: last digits by which rounding can make up.
    """
    units = float(abs(figure.value).scaleb(figure.decimals))
    return min(1.0, max(0.0, log2(units / slack) / SURE_BITS)) if units else 0.0
