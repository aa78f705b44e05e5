"""Which readings of rows can stand together in a sum: for each, one of all rows is sought that closes it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf
from typing import NamedTuple

from lnextract.arithmetic.relations import Printed

UNPRINTED_BITS = 5.0
"""A column that fails to close where a part's cell is empty: its amount may have been left out."""
MOST_SUMS = 1000
"""Amounts that some parts can add to a column, as far as they are listed."""
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


@dataclass(slots=True)
class SumSupport:
    """A total and its parts, with all readings that each may have.

    A column that the total, or every part, leaves empty says nothing.
    """

    members: Sequence[Sequence[Choice]]
    """Readings of the total, then of each part."""
    chosen: Sequence[int]
    """A joint reading to begin with, one reading a member."""
    most_cost: float
    """Bits by which a joint reading may be less likely than the likeliest ones of all rows."""
    most_broken: int
    """Columns that may fail to close, as they do in the joint reading to begin with."""
    effort: Effort
    _known: set[tuple[int, int]] = field(default_factory=set)
    """Member and reading that stand in some joint reading that closes."""
    _likeliest: list[list[tuple[int, Choice]]] = field(init=False)
    """For each member the readings that differ in these columns."""
    _smallest_first: list[int] = field(init=False)
    """Parts, those with the fewest readings first."""
    _known_others: dict[int, _Others] = field(default_factory=dict)
    """By the part that is left out."""

    def __post_init__(self) -> None:
        """What all searches share."""
        self._likeliest = [_likeliest(options) for options in self.members]
        self._smallest_first = sorted(
            range(1, len(self.members)), key=lambda part: len(self._likeliest[part])
        )

    def supported(self) -> list[list[int]]:
        """For each member the readings with which the sum can close, or the search was given up."""
        return [
            [place for place in range(len(options)) if self._stands(at, place)]
            for at, options in enumerate(self.members)
        ]

    def _stands(self, at: int, place: int) -> bool:
        if (at, place) in self._known:
            return True
        alone = [place if other == at else chosen for other, chosen in enumerate(self.chosen)]
        found = alone if self._closes(alone) else self._search(at, place)
        if found is not None:
            self._known.update(enumerate(found))
        return found is not None or self.effort.left < 0

    def _closes(self, places: Sequence[int]) -> bool:
        choices = [self.members[at][place] for at, place in enumerate(places)]
        cost = sum(choice.cost for choice in choices)
        return (
            cost + _cost_of_breaks([choice.vector for choice in choices], self.most_broken) <= self.most_cost
        )

    def _search(self, at: int, place: int) -> list[int] | None:
        """A joint reading with this reading of a member in which the sum closes."""
        one = (place, self.members[at][place])
        others = self._others(at)
        order, parts = others.order, others
        if at:
            order = [at, *order]
            parts = _Others(
                order, [[one], *others.options], [_further(others.reach[0], [one[1].vector]), *others.reach]
            )
        for total, choice in self._likeliest[0] if at else [one]:
            found = _Parts(
                parts, choice, self.most_cost - choice.cost, self.most_broken, self.effort
            ).joint_reading()
            if found is not None:
                places = dict(zip(order, found, strict=True)) | {0: total}
                return [places[other] for other in range(len(self.members))]
        return None

    def _others(self, at: int) -> _Others:
        """The parts but one; all where `at` is the total."""
        if at not in self._known_others:
            order = [other for other in self._smallest_first if other != at]
            options = [self._likeliest[other] for other in order]
            reach = [[NOTHING] * len(self.members[0][0].vector)]
            for part in reversed(options):
                reach.append(_further(reach[-1], [choice.vector for _, choice in part]))
            self._known_others[at] = _Others(order, options, reach[::-1])
        return self._known_others[at]


def _likeliest(options: Sequence[Choice]) -> list[tuple[int, Choice]]:
    """Of readings with the same figures in the columns that add up, the likeliest, with its place."""
    found: dict[Vector, tuple[int, Choice]] = {}
    for place, choice in enumerate(options):
        known = found.get(choice.vector)
        if known is None or choice.cost < known[1].cost:
            found[choice.vector] = (place, choice)
    return list(found.values())


def _cost_of_breaks(vectors: Sequence[Vector], most_broken: int) -> float:
    """What it costs that columns fail to close, beyond so many that may; no price allows it where no part
    is empty."""
    broken = [column for column in zip(*vectors, strict=True) if not _meets(column)]
    unprinted = sum(None in column[1:] for column in broken)
    return (
        UNPRINTED_BITS * max(0, len(broken) - most_broken) if len(broken) - unprinted <= most_broken else inf
    )


def _meets(column: Sequence[Entry]) -> bool:
    """Whether the first is the sum of the others, or one side is empty."""
    total, parts = column[0], [entry for entry in column[1:] if entry is not None]
    if total is None or not parts:
        return True
    return abs(total[0] - sum(value for value, _ in parts)) <= total[1] + sum(half for _, half in parts)


class _Reach(NamedTuple):
    """What the parts from one on can add to a column."""

    low: int
    high: int
    halves: int
    """At most hidden by rounding."""
    empty: bool
    """Whether all can leave it empty."""
    sums: tuple[int, ...] | None
    """All amounts in order; None where they are too many to list."""

    def holds(self, amount: int, slack: int) -> bool:
        """Whether these parts can add an amount, give or take."""
        if not self.low - slack <= amount <= self.high + slack:
            return False
        if self.sums is None:
            return True
        at = bisect_left(self.sums, amount - slack)
        return at < len(self.sums) and self.sums[at] <= amount + slack


NOTHING = _Reach(0, 0, 0, True, (0,))


@dataclass(frozen=True, slots=True)
class _Others:
    """Parts in the order in which they are tried."""

    order: list[int]
    options: list[list[tuple[int, Choice]]]
    """Readings of each, with their places."""
    reach: list[list[_Reach]]
    """For each part, and after the last, one a column."""


class _Parts:
    """Depth first through the parts of one reading of the total; back where a column can't close any more."""

    def __init__(
        self, parts: _Others, total: Choice, most_cost: float, most_broken: int, effort: Effort
    ) -> None:
        self.options, self.reach = parts.options, parts.reach
        self.most_cost, self.most_broken = most_cost, most_broken
        self.total, self.effort = total.vector, effort
        self.columns = [column for column, entry in enumerate(self.total) if entry is not None]
        self.aims = [entry for entry in self.total if entry is not None]

    def joint_reading(self) -> list[int] | None:
        """A reading for each part, or None where the sum can't close."""
        start = [(aim, half, False) for aim, half in self.aims]
        return next(self._from(0, start, self.most_cost, []), None)

    def _from(
        self,
        depth: int,
        state: list[tuple[int, int, bool]],
        cost_left: float,
        taken: list[tuple[int, Choice]],
    ) -> Iterator[list[int]]:
        if not self._can_close(state, depth, cost_left):
            return
        if depth == len(self.options):
            vectors = [self.total, *(choice.vector for _, choice in taken)]
            if _cost_of_breaks(vectors, self.most_broken) <= cost_left:
                yield [place for place, _ in taken]
            return
        for place, choice in self.options[depth]:
            if choice.cost > cost_left:
                continue
            if not self.effort.spend():
                return
            after = [
                (left, halves, filled)
                if (entry := choice.vector[column]) is None
                else (left - entry[0], halves + entry[1], True)
                for (left, halves, filled), column in zip(state, self.columns, strict=True)
            ]
            yield from self._from(depth + 1, after, cost_left - choice.cost, [*taken, (place, choice)])

    def _can_close(self, state: Sequence[tuple[int, int, bool]], depth: int, cost_left: float) -> bool:
        broken = 0
        reach = self.reach[depth]
        for (left, halves, filled), column in zip(state, self.columns, strict=True):
            beside = reach[column]
            if filled or not beside.empty:
                broken += not beside.holds(left, halves + beside.halves)
        return (broken - self.most_broken) * UNPRINTED_BITS <= cost_left


def _further(after: Sequence[_Reach], readings: Sequence[Vector]) -> list[_Reach]:
    """The reach with one more part, which has one of these readings."""
    return [
        _with_entries(reach, entries)
        for reach, entries in zip(after, zip(*readings, strict=True), strict=True)
    ]


def _with_entries(after: _Reach, entries: Sequence[Entry]) -> _Reach:
    amounts = {0 if entry is None else entry[0] for entry in entries}
    sums = None
    if after.sums is not None and len(amounts) * len(after.sums) <= MOST_SUMS:
        sums = tuple(sorted({amount + each for amount in amounts for each in after.sums}))
    return _Reach(
        after.low + min(amounts),
        after.high + max(amounts),
        after.halves + max(0 if entry is None else entry[1] for entry in entries),
        after.empty and None in entries,
        sums,
    )
