"""Search for readings of a total and its parts that add up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lnextract.tables.sum_readings import (
    HALVES,
    MOST_LEFT_OUT,
    Choice,
    Effort,
    Entry,
    Vector,
    cost_of_breaks,
    least_price,
)

MOST_SUMS = 1000
"""Amounts that some parts can add to a column, as far as they are listed."""


class Reach(NamedTuple):
    """What the parts from one on can add to a column."""

    low: int
    high: int
    halves: int
    """At most hidden by rounding."""
    empty: bool
    """Whether all can leave it empty."""
    sums: tuple[int, ...] | None
    """All amounts in order; None where they are too many to list."""

    def beyond(self, amount: int) -> int:
        """How far an amount lies outside of what these parts can add."""
        return max(0, amount - self.high, self.low - amount)

    def holds(self, amount: int, slack: int) -> bool:
        """Whether these parts can add an amount, give or take."""
        if not self.low - slack <= amount <= self.high + slack:
            return False
        if self.sums is None:
            return True
        at = bisect_left(self.sums, amount - slack)
        return at < len(self.sums) and self.sums[at] <= amount + slack


NOTHING = Reach(0, 0, 0, True, (0,))


@dataclass(frozen=True, slots=True)
class Others:
    """Parts in the order in which they are tried."""

    order: list[int]
    options: list[list[tuple[int, Choice]]]
    """Readings of each, with their places."""
    reach: list[list[Reach]]
    """For each part, and after the last, one a column."""


def others_of(order: list[int], options: list[list[tuple[int, Choice]]], columns: int) -> Others:
    """Parts in an order, with what they can add."""
    reach = [[NOTHING] * columns]
    for part in reversed(options):
        reach.append(with_part(reach[-1], [choice.vector for _, choice in part]))
    return Others(order, options, reach[::-1])


def likeliest(options: Sequence[Choice]) -> list[tuple[int, Choice]]:
    """Of readings with the same figures in the columns that add up, the likeliest, with its place."""
    found: dict[Vector, tuple[int, Choice]] = {}
    for place, choice in enumerate(options):
        known = found.get(choice.vector)
        if known is None or choice.cost < known[1].cost:
            found[choice.vector] = (place, choice)
    return list(found.values())


class Parts:
    """Depth first through the parts of one reading of the total; back where a column can't close any more."""

    def __init__(
        self, parts: Others, total: Choice, most_cost: float, most_broken: int, effort: Effort
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
            if cost_of_breaks(vectors, self.most_broken) <= cost_left:
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
        for (left, halves, filled), column, (aim, _) in zip(state, self.columns, self.aims, strict=True):
            beside = reach[column]
            if (filled or not beside.empty) and not beside.holds(left, halves + beside.halves):
                if not self.most_broken and beside.beyond(left) > MOST_LEFT_OUT * max(HALVES, abs(aim)):
                    return False
                broken += 1
        return least_price(broken - self.most_broken) <= cost_left


def with_part(after: Sequence[Reach], readings: Sequence[Vector]) -> list[Reach]:
    """The reach with one more part, which has one of these readings."""
    return [
        _with_entries(reach, entries)
        for reach, entries in zip(after, zip(*readings, strict=True), strict=True)
    ]


def _with_entries(after: Reach, entries: Sequence[Entry]) -> Reach:
    amounts = {0 if entry is None else entry[0] for entry in entries}
    sums = None
    if after.sums is not None and len(amounts) * len(after.sums) <= MOST_SUMS:
        sums = tuple(sorted({amount + each for amount in amounts for each in after.sums}))
    return Reach(
        after.low + min(amounts),
        after.high + max(amounts),
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
    order = list(range(1, len(members)))
    parts = others_of(order, [likeliest(members[at]) for at in order], len(members[0][0].vector))
    for most_cost in most_costs:
        for place, choice in likeliest(members[0]):
            if choice.cost > most_cost:
                continue
            found = Parts(parts, choice, most_cost - choice.cost, 0, effort).joint_reading()
            if found is not None:
                return [place, *found]
    return None
