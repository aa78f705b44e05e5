"""Search for readings of a total and its parts that add up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Reach:
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


Reaches = list[list[Reach]]
"""For each number of parts passed, a reach a column."""


def reaches_of(options: Sequence[Sequence[tuple[int, Choice]]], columns: int) -> Reaches:
    found = [[Reach(0, 0, 0, True, (0,))] * columns]
    for part in reversed(options):
        found.insert(0, with_part(part, found[0]))
    return found


def with_part(part: Sequence[tuple[int, Choice]], after: Sequence[Reach]) -> list[Reach]:
    """The reach of one more part."""
    return [
        _further(reach, [choice.vector[column] for _, choice in part]) for column, reach in enumerate(after)
    ]


class Parts:
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
        for (left, halves, filled), reach, (aim, _) in zip(state, self.reach[depth], self.aims, strict=True):
            if (filled or not reach.empty) and not reach.holds(left, halves + reach.halves):
                if self.most_broken == 0 and reach.beyond(left) > MOST_LEFT_OUT * max(HALVES, abs(aim)):
                    return False
                broken += 1
        return least_price(broken - self.most_broken) <= cost_left


def _further(after: Reach, entries: Sequence[Entry]) -> Reach:
    values = {0 if entry is None else entry[0] for entry in entries}
    sums = None
    if after.sums is not None and len(values) * len(after.sums) <= MOST_SUMS:
        sums = tuple(sorted({value + each for value in values for each in after.sums}))
    return Reach(
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
    reaches = reaches_of(parts, len(members[0][0].vector))
    for most_cost in most_costs:
        for place, choice in enumerate(members[0]):
            search = Parts(parts, choice.vector, reaches, most_cost - choice.cost, 0, effort)
            if choice.cost <= most_cost and (found := search.joint_reading()) is not None:
                return [place, *found]
    return None
