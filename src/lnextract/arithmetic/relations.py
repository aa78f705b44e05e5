"""The three relations between printed figures: sum, difference, ratio."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from lnextract.arithmetic.interval import Interval, half_step, interval_of

Verdict = Literal["holds", "holds_within_rounding", "broken", "not_checkable"]

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure as it stands on paper."""

    value: Decimal
    """In its own unit."""
    decimals: int = 0
    """Printed digits after the decimal mark."""
    exact: bool = False
    """True for counts, which nobody rounds."""

    @property
    def half(self) -> Decimal:
        """The most that rounding can have moved it."""
        return Decimal(0) if self.exact else half_step(self.decimals)

    @property
    def interval(self) -> Interval:
        return interval_of(self.value, self.decimals, exact=self.exact)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What came of testing a stated figure."""

    verdict: Verdict
    interval: Interval | None
    """All that the operands allow; None where there is no bound."""
    value: Decimal | None
    """From the printed numbers as they stand."""

    @property
    def stands(self) -> bool:
        return self.verdict in ("holds", "holds_within_rounding")


def sum_meets(
    total: Printed, parts: Sequence[Printed | None], weights: Sequence[Decimal] | None = None
) -> Judgement:
    """Test Σ weight·part = total.

    Args:
        total: the figure put in question.
        parts: None stands for an empty cell and counts as 0.
        weights: one a part, 1 where not given.

    Returns:
        `not_checkable` where no part is printed.
    """
    factors = [Decimal(1)] * len(parts) if weights is None else weights
    printed = [(part, weight) for part, weight in zip(parts, factors, strict=True) if part is not None]
    if not printed:
        return Judgement("not_checkable", None, None)
    value = hidden = Decimal(0)
    for part, weight in printed:
        value += part.value * weight
        hidden += part.half * abs(weight)
    return _judge(total, Interval(value - hidden, value + hidden), value)


def difference_meets(a: Printed, b: Printed, d: Printed) -> Judgement:
    """Test a − b = d; d is the figure put in question."""
    value, hidden = a.value - b.value, a.half + b.half
    return _judge(d, Interval(value - hidden, value + hidden), value)


def ratio_meets(part: Printed, whole: Printed, percent: Printed) -> Judgement:
    """Test 100·part/whole = percent, where the percentage was made from unrounded amounts.

    Returns:
        `not_checkable` where the whole is, or may have been, nothing.
    """
    quotients = part.interval.divide(whole.interval)
    if whole.value == 0 or quotients is None:
        return Judgement("not_checkable", None, None)
    value = HUNDRED * part.value / whole.value
    allowed = quotients.scale(HUNDRED)
    judged = _judge(percent, allowed, value)
    if judged.verdict == "holds_within_rounding" and value in percent.interval:
        return Judgement("holds", allowed, value)
    return judged


def _judge(stated: Printed, allowed: Interval, value: Decimal) -> Judgement:
    if stated.value == value:
        return Judgement("holds", allowed, value)
    if allowed.low - stated.half <= stated.value <= allowed.high + stated.half:
        return Judgement("holds_within_rounding", allowed, value)
    return Judgement("broken", allowed, value)
