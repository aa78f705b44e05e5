"""Reports gathered by the body whose reports they are, in order of time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from lnextract.checks.reported import DECK, Reported
from lnextract.checks.same_fact.columns import Span
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Identity, Report

BodyKey = tuple[str, str]
LOCAL = "lokal nämnd"
"""The local board of a municipality bore several names over the years."""


@dataclass(frozen=True)
class Body:
    """The reports of one body: by year, then by the end of their period, decks after reports."""

    reports: tuple[Reported, ...]

    @cached_property
    def by_span(self) -> Mapping[Span, Sequence[Reported]]:
        """Reports of the same months, in order; those without a period are left out."""
        found: defaultdict[Span, list[Reported]] = defaultdict(list)
        for reported in self.reports:
            if reported.span is not None:
                found[reported.span].append(reported)
        return found

    @cached_property
    def by_year(self) -> Mapping[int, Sequence[Reported]]:
        """Reports of one year that are no decks, the first of those of the same months, in order of time."""
        found: defaultdict[int, list[Reported]] = defaultdict(list)
        for reported in self.reports:
            several = self.by_span.get(reported.span, ())
            if reported.year is not None and not reported.deck and several and several[0] is reported:
                found[reported.year].append(reported)
        return found


def bodies_of(reports: Sequence[Report]) -> Iterator[Body]:
    """The bodies that have several reports; a report whose body is not known is left out."""
    found: defaultdict[BodyKey, list[Report]] = defaultdict(list)
    for report in reports:
        key = body_key(report.identity)
        if key is not None:
            found[key].append(report)
    for _, own in sorted(found.items()):
        if len(own) > 1:
            yield Body(tuple(Reported(report) for report in sorted(own, key=_in_time)))


def body_key(identity: Identity) -> BodyKey | None:
    """Equal for two reports of one body, whatever form of its name is printed; None where none is."""
    if identity.body is None:
        return None
    named = load_vocabulary().body_in(identity.body)
    town = named[0].municipality if named else None
    if town is not None and town.casefold() in named[0].name.casefold():
        return named[0].code or town, LOCAL
    place = identity.municipality_code or identity.municipality or identity.region
    return None if place is None else (place, " ".join(identity.body.casefold().split()))


def _in_time(report: Report) -> tuple[int, str, bool, str, tuple[int, int]]:
    identity = report.identity
    end = identity.period.to.isoformat() if identity.period else ""
    return (
        identity.year or 0,
        end,
        identity.report_type == DECK,
        report.source.file,
        report.source.page_range,
    )
