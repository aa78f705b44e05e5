"""What one figure would have to be for the equations that it stands in to hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from lnextract.arithmetic.equations import Amount, Equation, Key, can_hold, solved_for
from lnextract.arithmetic.interval import Interval


@dataclass(frozen=True, slots=True)
class Mended:
    """A figure of which is known what it should have been."""

    value: Decimal
    interval: Interval
    decimals: int

    @classmethod
    def of(cls, figure: Amount, interval: Interval) -> Mended:
        return cls((interval.low + interval.high) / 2, interval, figure.decimals)


@dataclass(frozen=True, slots=True)
class Mending:
    """A change of one figure."""

    key: Key
    interval: Interval
    """What it would have to be."""
    explains: tuple[int, ...]
    """Places of broken equations that hold then."""
    violates: int
    """Equations that hold as printed and would not hold then."""


def best_mendings(
    equations: Sequence[Equation], broken: Sequence[int], figures: Mapping[Key, Amount]
) -> list[Mending]:
    """The changes that explain most broken equations and violate none; empty where each violates some."""
    harmless = [each for each in mendings(equations, broken, figures) if not each.violates]
    most = max((len(each.explains) for each in harmless), default=0)
    return [each for each in harmless if len(each.explains) == most]


def mendings(
    equations: Sequence[Equation], broken: Sequence[int], figures: Mapping[Key, Amount]
) -> list[Mending]:
    """For each figure of the broken equations, the change that explains most of them."""
    keys = dict.fromkeys(chain.from_iterable(equations[place].keys for place in broken))
    around: dict[Key, list[int]] = {key: [] for key in keys}
    for place, equation in enumerate(equations):
        for key in equation.keys:
            if key in around:
                around[key].append(place)
    found = [_mending(key, around[key], equations, set(broken), figures) for key in keys]
    return [each for each in found if each is not None]


def _mending(
    key: Key,
    around: Sequence[int],
    equations: Sequence[Equation],
    broken: set[int],
    figures: Mapping[Key, Amount],
) -> Mending | None:
    asked = {
        place: solution.interval
        for place in around
        if place in broken and (solution := solved_for(key, equations[place], figures)) is not None
    }
    if not asked:
        return None
    explains, interval = _most_together(asked)
    changed = {**figures, key: Mended.of(figures[key], interval)}
    holding = [place for place in around if place not in broken]
    violates = sum(
        can_hold(equations[place], figures) and not can_hold(equations[place], changed) for place in holding
    )
    return Mending(key, interval, explains, violates)


def _most_together(asked: Mapping[int, Interval]) -> tuple[tuple[int, ...], Interval]:
    """The equations, as many as can be, whose intervals share an amount, and what they share."""
    best: tuple[int, ...] = ()
    for start in asked.values():
        together = tuple(place for place, each in asked.items() if start.low in each)
        if len(together) > len(best):
            best = together
    low = max(asked[place].low for place in best)
    return best, Interval(low, min(asked[place].high for place in best))
