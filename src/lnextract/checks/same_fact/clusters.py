"""Links → facts: every place of a fact, the first printed one first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lnextract.arithmetic.equations import Key
from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.matching import Link, links_between, links_within
from lnextract.checks.same_fact.views import TableView
from lnextract.model.report import Report


@dataclass(frozen=True, slots=True)
class Restatement:
    """A place where a fact is printed again, and the place where it is printed first."""

    first: TableFigure
    again: TableFigure
    sign: int
    """-1 where the second place prints it with the other sign."""
    sure: bool
    """False where the two may as well be two facts."""


def restatements(report: Report, views: Sequence[TableView]) -> list[Restatement]:
    """All facts of a report that its tables print more than once, each later place once."""
    links = [link for view in views for link in links_within(view)]
    for at, second in enumerate(views):
        for first in views[:at]:
            links.extend(links_between(first, second))
    return gathered(links, [report])


def gathered(links: Iterable[Link], reports: Sequence[Report]) -> list[Restatement]:
    """Later places against the first one of their fact.

    Args:
        reports: those that the links speak of; what stands in an earlier one counts as printed first.
    """
    kept = list(links)
    facts = _Facts()
    for link in kept:
        if link.sure:
            facts.join(link)
    unsure = [
        Restatement(link.first, link.second, link.sign, False)
        for link in kept
        if not link.sure and not facts.holds(link.first.place, link.second.place)
    ]
    return [*facts.restatements(reports), *unsure]


class _Facts:
    """Places that state one fact, with the sign of each as against the first."""

    def __init__(self) -> None:
        self._figures: dict[Key, TableFigure] = {}
        self._heads: dict[Key, tuple[Key, int]] = {}

    def join(self, link: Link) -> None:
        for figure in (link.first, link.second):
            self._figures.setdefault(figure.place, figure)
            self._heads.setdefault(figure.place, (figure.place, 1))
        (one, sign_one), (other, sign_other) = self._head(link.first.place), self._head(link.second.place)
        if one != other:
            self._heads[other] = (one, sign_one * sign_other * link.sign)

    def holds(self, one: Key, other: Key) -> bool:
        known = one in self._heads and other in self._heads
        return known and self._head(one)[0] == self._head(other)[0]

    def restatements(self, reports: Sequence[Report]) -> Iterator[Restatement]:
        firsts: dict[Key, tuple[TableFigure, int]] = {}
        tables = [id(table) for report in reports for table in report.tables]
        place = {table: at for at, table in enumerate(tables)}
        for figure in sorted(
            self._figures.values(),
            key=lambda each: (place[id(each.table)], each.row_index, each.column_index),
        ):
            head, sign = self._head(figure.place)
            first, first_sign = firsts.setdefault(head, (figure, sign))
            if first is not figure:
                yield Restatement(first, figure, sign * first_sign, True)

    def _head(self, place: Key) -> tuple[Key, int]:
        sign = 1
        while self._heads[place][0] != place:
            place, turn = self._heads[place]
            sign *= turn
        return place, sign
