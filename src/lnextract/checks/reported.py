"""A report as the rules look at it."""

from __future__ import annotations

from functools import cached_property

from lnextract.checks.prose.claimed import Claimed, claimed_facts
from lnextract.checks.same_fact.bridges import Bridge, bridges_of
from lnextract.checks.same_fact.columns import Span, period_of
from lnextract.checks.same_fact.views import TableView, views_of
from lnextract.model.report import Report

DECK = "presentation"


class Reported:
    """A report with what its tables and sentences state, read once for all rules."""

    def __init__(self, report: Report) -> None:
        self.report = report

    @cached_property
    def views(self) -> list[TableView]:
        """Its tables that state facts."""
        return views_of(self.report)

    @cached_property
    def bridges(self) -> list[Bridge]:
        """Lines of a table that others cut finer, proven or not."""
        return list(bridges_of(self.views))

    @cached_property
    def claimed(self) -> list[Claimed]:
        """Its claims that bear a measure, each beside the figures of its own tables."""
        return list(claimed_facts(self.views, self.report))

    @property
    def year(self) -> int | None:
        return self.report.identity.year

    @property
    def span(self) -> Span:
        """First and last day that it tells of."""
        return period_of(self.report.identity)

    @property
    def deck(self) -> bool:
        """Whether it presents another report."""
        return self.report.identity.report_type == DECK
