"""Relations between figures as equations that a solver can take together. Figures are known by a key."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log2
from typing import Protocol, TypeAlias

from lnextract.arithmetic.interval import Interval
from lnextract.arithmetic.relations import HUNDRED


class Amount(Protocol):
    """A figure: as printed, or as it should have been."""

    @property
    def value(self) -> Decimal: ...

    @property
    def interval(self) -> Interval:
        """The true amounts that it stands for."""

    @property
    def decimals(self) -> int: ...


Key: TypeAlias = Hashable
"""Tells one printed figure from another: two equations that speak of one place bear one key."""

ONE = Decimal(1)
EXACT_BITS = 20.0
"""Of an equation between counts, which nobody rounds."""


@dataclass(frozen=True, slots=True)
class Linear:
    """low ≤ Σ weight·figure ≤ high."""

    terms: tuple[tuple[Key, Decimal], ...]
    low: Decimal | None = Decimal(0)
    """None where there is no bound on that side."""
    high: Decimal | None = Decimal(0)

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple(key for key, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Ratio:
    """100·part/whole − offset = percent, where the whole is not nothing."""

    part: Key
    whole: Key
    percent: Key
    offset: Decimal = Decimal(0)
    """100 of a change: 4 % more than the whole is 104 % of it."""

    @property
    def keys(self) -> tuple[Key, ...]:
        return (self.percent, self.part, self.whole)


Equation: TypeAlias = Linear | Ratio


@dataclass(frozen=True, slots=True)
class Bound:
    """A row of a linear program: low ≤ Σ weight·amount ≤ high over true amounts."""

    terms: tuple[tuple[Key, Decimal], ...]
    low: Decimal | None
    high: Decimal | None

    def residual(self, figures: Mapping[Key, Amount]) -> Decimal:
        """Σ weight·figure as printed."""
        return sum((weight * figures[key].value for key, weight in self.terms), Decimal(0))


def sum_equation(total: Key, parts: Sequence[Key], factor: Decimal = ONE) -> Linear:
    """Σ parts = total; `factor` is what one unit of the total is in units of the parts."""
    return Linear(((total, -factor), *((part, ONE) for part in parts)))


def difference_equation(first: Key, second: Key, difference: Key) -> Linear:
    """first − second = difference."""
    return Linear(((difference, -ONE), (first, ONE), (second, -ONE)))


def bounds_of(equation: Equation, figures: Mapping[Key, Amount]) -> tuple[Bound, ...]:
    """The equation over true amounts. A percentage bounds the part on both sides of its own rounding."""
    if isinstance(equation, Linear):
        return (Bound(equation.terms, equation.low, equation.high),)
    share = figures[equation.percent].interval
    positive = figures[equation.whole].value > 0
    return tuple(
        Bound(
            ((equation.part, HUNDRED), (equation.whole, -percent)),
            Decimal(0) if positive == is_low else None,
            None if positive == is_low else Decimal(0),
        )
        for percent, is_low in ((share.low + equation.offset, True), (share.high + equation.offset, False))
    )


def holds_as_printed(equation: Equation, figures: Mapping[Key, Amount]) -> bool:
    """Whether the printed numbers themselves are amounts that satisfy it."""
    return all(
        (bound.low is None or bound.low <= amount) and (bound.high is None or amount <= bound.high)
        for bound in bounds_of(equation, figures)
        for amount in (bound.residual(figures),)
    )


def can_hold(equation: Equation, figures: Mapping[Key, Amount]) -> bool:
    """Whether some true amounts that are rounded to what is printed satisfy this equation alone."""
    return all(
        (bound.low is None or bound.low <= reach.high) and (bound.high is None or reach.low <= bound.high)
        for bound in bounds_of(equation, figures)
        for reach in (_reach(bound, figures),)
    )


def bits_of(equation: Equation, figures: Mapping[Key, Amount]) -> float:
    """How unlikely it is that such figures satisfy the equation by chance: small figures often do."""
    if isinstance(equation, Ratio):
        solution = solved_for(equation.percent, equation, figures)
        width = None if solution is None else solution.interval.high - solution.interval.low
        return 0.0 if not width else log2(max(HUNDRED / width, ONE))
    size = max(abs(weight * figures[key].value) for key, weight in equation.terms)
    reach = _reach(Bound(equation.terms, None, None), figures)
    width = reach.high - reach.low
    return log2(max(size / width, ONE)) if width else EXACT_BITS


def _reach(bound: Bound, figures: Mapping[Key, Amount]) -> Interval:
    reach = Interval(Decimal(0), Decimal(0))
    for key, weight in bound.terms:
        reach += figures[key].interval.scale(weight)
    return reach


@dataclass(frozen=True, slots=True)
class Solution:
    """What one figure has to be for an equation to hold."""

    interval: Interval
    value: Decimal
    """From the printed numbers beside it as they stand."""


def solved_for(key: Key, equation: Equation, figures: Mapping[Key, Amount]) -> Solution | None:
    """What the other figures of one equation make of `key`; None where they set no bound."""
    if isinstance(equation, Ratio):
        return _solved_ratio(key, equation, figures)
    if key not in equation.keys:
        return None
    weights = [weight for other, weight in equation.terms if other == key]
    if equation.low is None or equation.high is None or not sum(weights):
        return None
    by = Decimal(1) / sum(weights)
    rest, value = Interval(equation.low, equation.high), (equation.low + equation.high) / 2
    for other, weight in equation.terms:
        if other != key:
            rest += figures[other].interval.scale(-weight)
            value -= figures[other].value * weight
    return Solution(rest.scale(by), value * by)


def _solved_ratio(key: Key, equation: Ratio, figures: Mapping[Key, Amount]) -> Solution | None:
    if key not in equation.keys:
        return None
    part, whole = figures[equation.part], figures[equation.whole]
    offset = Interval(equation.offset, equation.offset)
    share = figures[equation.percent].interval + offset
    value = figures[equation.percent].value + equation.offset
    if key == equation.part:
        product = whole.interval.times(share).scale(1 / HUNDRED)
        return Solution(product, whole.value * value / HUNDRED)
    below, below_value = (share, value) if key == equation.whole else (whole.interval, whole.value)
    quotient = part.interval.divide(below)
    if quotient is None:
        return None
    found = Solution(quotient.scale(HUNDRED), HUNDRED * part.value / below_value)
    if key == equation.whole:
        return found
    return Solution(found.interval - offset, found.value - equation.offset)
