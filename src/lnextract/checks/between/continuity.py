"""Reports of one body in order of time: the year before as it was told then, the budget as it was set.

Within a year the budget stays what it was unless it is changed, and the outcome does not shrink. What a
report prints of the year before stands in the report of that time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from lnextract.checks.bodies import Body
from lnextract.checks.check import Check
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.clusters import gathered
from lnextract.checks.same_fact.columns import ColumnKey
from lnextract.checks.same_fact.matching import Link, links_between
from lnextract.checks.same_fact.ties import doubted, tie
from lnextract.checks.same_fact.views import TableView
from lnextract.checks.through_the_year import budget_checks, outcome_checks

NAME = "continuity"

KEPT_KINDS = ("outcome", "budget", "deviation")
"""What of a year is not told anew once the year is over; forecasts are."""


def check(body: Body) -> Iterator[Check]:
    """Test each report against the one before it in its year, and against those of the year before."""
    for year, reports in sorted(body.by_year.items()):
        for earlier, later in pairwise(reports):
            yield from budget_checks(NAME, earlier, later)
            yield from outcome_checks(NAME, earlier, later)
        for then in body.by_year.get(year - 1, ()):
            for now in reports:
                yield from _year_before(then, now)


def _year_before(then: Reported, now: Reported) -> Iterator[Check]:
    """What `now` prints of the months, or the year, that `then` told of."""
    links = list(_links(_told(then.views, then, then), _told(now.views, then, now)))
    for found in gathered(links, [then.report, now.report]):
        if found.again.report is found.first.report:
            continue
        if found.sure:
            yield tie(NAME, found.again, found.first, found.sign, level="warning")
        else:
            yield doubted(NAME, found.again, found.first)


def _links(first: Sequence[TableView], second: Sequence[TableView]) -> Iterator[Link]:
    for one in first:
        for again in second:
            yield from links_between(one, again)


def _told(views: Sequence[TableView], then: Reported, printed_in: Reported) -> list[TableView]:
    """Only the columns on the time that `then` told of, or on its year's budget."""
    return [
        replace(view, rows=tuple(rows))
        for view in views
        if (
            rows := [
                replace(row, figures=figures)
                for row in view.rows
                if (figures := {key: each for key, each in row.figures.items() if _of_then(key, then)})
            ]
        )
    ]


def _of_then(key: ColumnKey, then: Reported) -> bool:
    return key.kind in KEPT_KINDS and key.span is not None and key.span[1].year == then.year
