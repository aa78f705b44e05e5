"""Closed intervals: what true amounts a printed number can stand for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

HALF = Decimal("0.5")
"""Half of the last printed digit: the most that rounding can have moved a number."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All amounts from `low` to `high`, both ends included.

    Raises:
        ValueError: `low` lies above `high`.
    """

    low: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval can't begin at {self.low} and end at {self.high}")

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def __contains__(self, amount: Decimal) -> bool:
        return self.low <= amount <= self.high

    def scale(self, weight: Decimal) -> Interval:
        """Every amount times `weight`; a negative weight swaps the ends."""
        ends = (self.low * weight, self.high * weight)
        return Interval(min(ends), max(ends))

    def times(self, other: Interval) -> Interval:
        """Every product."""
        products = [end * by for end in (self.low, self.high) for by in (other.low, other.high)]
        return Interval(min(products), max(products))

    def divide(self, by: Interval) -> Interval | None:
        """Every quotient; None where `by` holds 0, since then there is no bound."""
        if by.low <= 0 <= by.high:
            return None
        quotients = [end / divisor for end in (self.low, self.high) for divisor in (by.low, by.high)]
        return Interval(min(quotients), max(quotients))

    def meets(self, other: Interval) -> bool:
        """Whether an amount lies in both; touching ends meet."""
        return self.low <= other.high and other.low <= self.high


ZERO = Interval(Decimal(0), Decimal(0))
"""An amount that is known to be nothing, as an empty cell in a sum."""


@lru_cache(maxsize=64)
def half_step(decimals: int) -> Decimal:
    """0.5·10^-decimals."""
    return HALF.scaleb(-decimals)


def interval_of(value: Decimal, decimals: int, *, exact: bool = False) -> Interval:
    """What a number printed with `decimals` decimals stands for: value ± 0.5·10^-decimals.

    Args:
        value: as printed, in its own unit.
        decimals: printed digits after the decimal mark.
        exact: true for counts, which nobody rounds.
    """
    if exact:
        return Interval(value, value)
    half = half_step(decimals)
    return Interval(value - half, value + half)
