"""Which readings of rows can stand together in a sum: for each, one of all rows is sought that closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.tables.sum_readings import Choice, Effort, cost_of_breaks, cost_of_no_total
from lnextract.tables.sum_search import Parts, Reaches, reaches_of, with_part


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
        self.most_cost += sum(map(cost_of_no_total, zip(*chosen, strict=True)))

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
            cost + cost_of_breaks([choice.vector for choice in choices], self.most_broken) <= self.most_cost
        )

    def _search(self, at: int, place: int) -> list[int] | None:
        """A joint reading with this reading of a member in which the sum closes."""
        others = sorted(set(range(1, len(self.members))) - {at}, key=lambda other: len(self.members[other]))
        order = [at, *others] if at else others
        options = {other: [*enumerate(self.members[other])] for other in range(len(self.members))}
        options[at] = [(place, self.members[at][place])]
        if at not in self._reaches:
            width = len(self.members[0][0].vector)
            self._reaches[at] = reaches_of([options[other] for other in others], width)
        reaches = self._reaches[at]
        if at:
            reaches = [with_part(options[at], reaches[0]), *reaches]
        for total, choice in options[0]:
            left = self.most_cost - choice.cost
            parts = Parts(
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
