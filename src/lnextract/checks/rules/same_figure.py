"""One fact in two tables, in two rows of a table, or in an indicator and a table: the same amount in both."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.check import Check
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.clusters import restatements
from lnextract.checks.same_fact.ties import doubted, tie

NAME = "same_figure"


def check(reported: Reported) -> Iterator[Check]:
    """Test each later place of a fact against the first one."""
    for found in restatements(reported.report, reported.views):
        if found.sure:
            yield tie(NAME, found.again, found.first, found.sign)
        else:
            yield doubted(NAME, found.again, found.first)
