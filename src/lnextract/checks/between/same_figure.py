"""A deck and the report that it presents, or two papers on the same months: the same amounts in both."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.checks.bodies import Body
from lnextract.checks.check import Check
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.clusters import gathered
from lnextract.checks.same_fact.matching import links_between
from lnextract.checks.same_fact.ties import doubted, tie

NAME = "same_figure"


def check(body: Body) -> Iterator[Check]:
    """Test each later paper on the same months against the first, a report before its deck."""
    for several in body.by_span.values():
        first, *later = several
        for other in later:
            if other.report.source.sha256 != first.report.source.sha256:
                yield from _compare(first, other)


def _compare(first: Reported, other: Reported) -> Iterator[Check]:
    links = [link for one in first.views for again in other.views for link in links_between(one, again)]
    for found in gathered(links, [first.report, other.report]):
        if found.again.report is found.first.report:
            continue  # told within that report
        if found.sure:
            yield tie(NAME, found.again, found.first, found.sign, level="warning")
        else:
            yield doubted(NAME, found.again, found.first)
