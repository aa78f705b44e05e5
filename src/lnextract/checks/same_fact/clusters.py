"""Links → facts: every place of a fact, the first printed one first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lnextract.arithmetic.equations import Key
from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.matching import Link, links_between, links_within
from lnextract.checks.same_fact.views import views_of
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


def restatements(report: Report) -> list[Restatement]:
    """All facts of a report that its tables print more than once, each later place once."""
    views = views_of(report)
    links = [link for view in views for link in links_within(view)]
    for at, second in enumerate(views):
        for first in views[:at]:
            links.extend(links_between(first, second))
    return gathered(links)


def gathered(links: Iterable[Link]) -> list[Restatement]:
    """Later places against the first one of their fact, in the order of the links."""
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
    return [*facts.restatements(), *unsure]


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

    def restatements(self) -> Iterator[Restatement]:
        firsts: dict[Key, tuple[TableFigure, int]] = {}
        order = sorted(self._figures.values(), key=_printed_order)
        for figure in order:
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


def _printed_order(figure: TableFigure) -> tuple[bool, int, int, int]:
    """By table, row and column; a deck after the report that it presents."""
    order = next(at for at, table in enumerate(figure.report.tables) if table is figure.table)
    deck = figure.report.identity.report_type == "presentation"
    return deck, order, figure.row_index, figure.column_index
