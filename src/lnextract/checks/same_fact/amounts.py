"""Figures in different units as amounts that can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from lnextract.arithmetic.interval import Interval
from lnextract.checks.check import CheckedFigure

KRONOR: Mapping[str, Decimal] = {"kr": Decimal(1), "tkr": Decimal(1000), "mnkr": Decimal(1_000_000)}
"""Kronor in one of each unit of money."""
TELLING_STEPS = 20
"""Of the last printed digit: a figure of fewer steps agrees with another too often by chance to tell."""


def factor_between(unit: str | None, other: str | None) -> Decimal | None:
    """What one of `other` is in `unit`; None where they measure different things. No unit fits any."""
    if unit == other or unit is None or other is None:
        return Decimal(1)
    if unit in KRONOR and other in KRONOR:
        return KRONOR[other] / KRONOR[unit]
    return None


def seen_as(figure: CheckedFigure, unit: str | None, sign: int = 1) -> tuple[Interval, Decimal] | None:
    """What a figure allows, and its value, in another unit; None where it can't be told in that unit."""
    factor = factor_between(unit, figure.unit)
    if factor is None:
        return None
    return figure.printed.interval.scale(factor * sign), figure.printed.value * factor * sign


def agree(one: CheckedFigure, other: CheckedFigure, sign: int = 1) -> bool:
    """Whether one amount may have been rounded to both; `sign` turns the other one."""
    factor = factor_between(one.unit, other.unit)
    if factor is None:
        return False
    mine, theirs = one.printed, other.printed
    return abs(mine.value - theirs.value * factor * sign) <= mine.half + theirs.half * factor


def telling(figure: CheckedFigure) -> bool:
    """Whether the figure has digits enough to be recognised by them."""
    return abs(figure.printed.value).scaleb(figure.printed.decimals) >= TELLING_STEPS
