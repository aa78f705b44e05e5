"""Which readings of rows can stand together in a sum: for each, one of all rows is sought that closes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.tables.sum_readings import Choice, Effort, cost_of_breaks, cost_of_no_total
from lnextract.tables.sum_search import Others, Parts, likeliest, others_of, with_part


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
    _known_others: dict[int, Others] = field(default_factory=dict)
    """By the part that is left out."""

    def __post_init__(self) -> None:
        """What all searches share; what the joint reading to begin with costs is no reason against others."""
        begun = [self.members[at][place].vector for at, place in enumerate(self.chosen)]
        self.most_cost += sum(map(cost_of_no_total, zip(*begun, strict=True)))
        self._likeliest = [likeliest(options) for options in self.members]
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
            cost + cost_of_breaks([choice.vector for choice in choices], self.most_broken) <= self.most_cost
        )

    def _search(self, at: int, place: int) -> list[int] | None:
        """A joint reading with this reading of a member in which the sum closes."""
        one = (place, self.members[at][place])
        others = self._others(at)
        order, parts = others.order, others
        if at:
            order = [at, *order]
            parts = Others(
                order, [[one], *others.options], [with_part(others.reach[0], [one[1].vector]), *others.reach]
            )
        for total, choice in self._likeliest[0] if at else [one]:
            found = Parts(
                parts, choice, self.most_cost - choice.cost, self.most_broken, self.effort
            ).joint_reading()
            if found is not None:
                places = dict(zip(order, found, strict=True)) | {0: total}
                return [places[other] for other in range(len(self.members))]
        return None

    def _others(self, at: int) -> Others:
        """The parts but one; all where `at` is the total."""
        if at not in self._known_others:
            order = [other for other in self._smallest_first if other != at]
            options = [self._likeliest[other] for other in order]
            self._known_others[at] = others_of(order, options, len(self.members[0][0].vector))
        return self._known_others[at]
