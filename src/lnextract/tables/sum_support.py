"""Which readings of rows can stand together in a sum: for each, one of all rows is sought that closes it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from math import inf

from lnextract.arithmetic.relations import Printed

UNPRINTED_BITS = 5.0
"""A column that fails to close where a part's cell is empty: its amount may have been left out."""
MOST_SUMS = 1000
"""Amounts that some parts can add to a column, as far as they are listed."""
MOST_LEFT_OUT = 30
"""An amount that is left out is at most so many times the total and the greatest part of its column."""
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
    _reaches: dict[int, Reaches] = field(default_factory=dict)
    """For each member that is searched for, what the parts beside it can add."""

    def __post_init__(self) -> None:
        """What the columns of the joint reading to begin with cost is no reason against another."""
        chosen = [self.members[at][place].vector for at, place in enumerate(self.chosen)]
        self.most_cost += sum(map(_cost_of_no_total, zip(*chosen, strict=True)))

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
        others = sorted(set(range(1, len(self.members))) - {at}, key=lambda other: len(self.members[other]))
        order = [at, *others] if at else others
        options = {other: [*enumerate(self.members[other])] for other in range(len(self.members))}
        options[at] = [(place, self.members[at][place])]
        if at not in self._reaches:
            width = len(self.members[0][0].vector)
            self._reaches[at] = _reaches([options[other] for other in others], width)
        reaches = self._reaches[at]
        if at:
            reaches = [_before(options[at], reaches[0]), *reaches]
        for total, choice in options[0]:
            left = self.most_cost - choice.cost
            parts = _Parts(
                [options[other] for other in order],
                choice.vector,
                reaches,
                left,
                self.most_broken,
                self.effort,
            )
            found = parts.joint_reading()
            if found is not None:
                places = dict(zip(order, found, strict=True)) | {0: total}
                return [places[other] for other in range(len(self.members))]
        return None


def _cost_of_breaks(vectors: Sequence[Vector], most_broken: int) -> float:
    """What it costs that columns fail to close, beyond so many that may, or that the total leaves them empty.

    No price allows a break where no part is empty, or where what was left out would dwarf what is printed.
    """
    columns = [*zip(*vectors, strict=True)]
    broken = [column for column in columns if not _meets(column)]
    unprinted = sum(_may_be_left_out(column) for column in broken)
    if len(broken) - unprinted > most_broken:
        return inf
    return UNPRINTED_BITS * max(0, len(broken) - most_broken) + sum(map(_cost_of_no_total, columns))


def _may_be_left_out(column: Sequence[Entry]) -> bool:
    """Whether a part that is empty may make up what a column lacks."""
    total, parts = column[0], [entry[0] for entry in column[1:] if entry is not None]
    if total is None or not parts or len(parts) == len(column) - 1:
        return False
    most = MOST_LEFT_OUT * max(HALVES, min(abs(total[0]), max(map(abs, parts))))
    return abs(total[0] - sum(parts)) <= most


def _cost_of_no_total(column: Sequence[Entry]) -> float:
    """What it costs that a total leaves a column empty in which several parts have amounts."""
    amounts = sum(entry is not None and entry[0] != 0 for entry in column[1:])
    return NO_TOTAL_BITS * (column[0] is None and amounts > 1)


def _meets(column: Sequence[Entry]) -> bool:
    """Whether the first is the sum of the others, or one side is empty."""
    total, parts = column[0], [entry for entry in column[1:] if entry is not None]
    if total is None or not parts:
        return True
    return abs(total[0] - sum(value for value, _ in parts)) <= total[1] + sum(half for _, half in parts)


@dataclass(frozen=True, slots=True)
class _Reach:
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
        if amount - self.high > slack or amount - self.low < -slack:
            return False
        if self.sums is None:
            return True
        at = bisect_left(self.sums, amount - slack)
        return at < len(self.sums) and self.sums[at] <= amount + slack

    def beyond(self, amount: int) -> int:
        """How far an amount lies outside of what these parts can add."""
        return max(0, amount - self.high, self.low - amount)


Reaches = list[list[_Reach]]
"""For each number of parts passed, a reach a column."""


def _reaches(options: Sequence[Sequence[tuple[int, Choice]]], columns: int) -> Reaches:
    found = [[_Reach(0, 0, 0, True, (0,))] * columns]
    for part in reversed(options):
        found.insert(0, _before(part, found[0]))
    return found


def _before(part: Sequence[tuple[int, Choice]], after: Sequence[_Reach]) -> list[_Reach]:
    """The reach of one more part."""
    return [
        _further(reach, [choice.vector[column] for _, choice in part]) for column, reach in enumerate(after)
    ]


class _Parts:
    """Depth first through the parts of one reading of the total; back where a column can't close any more."""

    def __init__(
        self,
        options: Sequence[Sequence[tuple[int, Choice]]],
        total: Vector,
        reaches: Reaches,
        most_cost: float,
        most_broken: int,
        effort: Effort,
    ) -> None:
        self.options, self.most_cost, self.most_broken = options, most_cost, most_broken
        self.total, self.effort = total, effort
        self.columns = [column for column, entry in enumerate(total) if entry is not None]
        self.aims = [entry for entry in total if entry is not None]
        self.reach = [[each[column] for column in self.columns] for each in reaches]

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
        for (left, halves, filled), reach, (aim, _) in zip(state, self.reach[depth], self.aims, strict=True):
            if (filled or not reach.empty) and not reach.holds(left, halves + reach.halves):
                if self.most_broken == 0 and reach.beyond(left) > MOST_LEFT_OUT * max(HALVES, abs(aim)):
                    return False
                broken += 1
        return (broken - self.most_broken) * UNPRINTED_BITS <= cost_left


def _further(after: _Reach, entries: Sequence[Entry]) -> _Reach:
    values = {0 if entry is None else entry[0] for entry in entries}
    sums = None
    if after.sums is not None and len(values) * len(after.sums) <= MOST_SUMS:
        sums = tuple(sorted({value + each for value in values for each in after.sums}))
    return _Reach(
        after.low + min(values),
        after.high + max(values),
        after.halves + max(0 if entry is None else entry[1] for entry in entries),
        after.empty and None in entries,
        sums,
    )


def closing_reading(
    members: Sequence[Sequence[Choice]], most_costs: Sequence[float], effort: Effort
) -> list[int] | None:
    """A reading for the total and each of its parts with which every column closes, as likely as can be.

    Args:
        members: readings of the total, then of each part.
        most_costs: bits by which it may be less likely than the likeliest readings, the least first.
    """
    parts = [[*enumerate(part)] for part in members[1:]]
    reaches = _reaches(parts, len(members[0][0].vector))
    for most_cost in most_costs:
        for place, choice in enumerate(members[0]):
            search = _Parts(parts, choice.vector, reaches, most_cost - choice.cost, 0, effort)
            if choice.cost <= most_cost and (found := search.joint_reading()) is not None:
                return [place, *found]
    return None
