"""For people and paper: one page that needs nothing beside it, to read on screen or to print on A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

import lnextract
from lnextract.cli.findings.drawing import DrawnTable, Place, draw
from lnextract.cli.findings.outcome import Broken, Group, Outcome
from lnextract.cli.findings.places import decimals, percentage, place, remedy, sentence, signed
from lnextract.cli.findings.quoting import Quote, quote
from lnextract.cli.findings.words import word
from lnextract.model.finding import FigureRef
from lnextract.model.report import Identity

TEMPLATE = "findings.html.j2"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A table that a group of findings speaks of."""

    report: str
    where: str
    table: DrawnTable


@dataclass(frozen=True, slots=True)
class Line:
    """One broken check."""

    name: str
    sentence: str
    severity: str
    difference: str | None
    share: str | None
    nature: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """A group as the page shows it."""

    report: str
    title: str
    where: str
    severity: str
    misread: bool
    first: Line
    others: tuple[Line, ...]
    remedies: tuple[str, ...]
    drawings: tuple[Drawing, ...]
    quotes: tuple[tuple[str, Quote], ...]


def write(outcome: Outcome, lang: str, to: TextIO) -> None:
    """The whole page."""
    environment = Environment(
        loader=PackageLoader("lnextract.cli.findings", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = environment.get_template(TEMPLATE).render(
        lang=lang,
        word=partial(word, lang=lang),
        cards=[_card(group, outcome, lang) for group in outcome.groups],
        outcome=outcome,
        suppressed=list(_suppressed(outcome, lang)),
        reports=list(_reports(outcome)),
        version=lnextract.__version__,
    )
    to.write(page + "\n")


def _card(group: Group, outcome: Outcome, lang: str) -> Card:
    finding = group.culprit.finding
    report = outcome.places.reports.get(finding.target.report)
    return Card(
        report=finding.target.report,
        title=_title(report.identity) if report is not None else finding.target.report,
        where=place(finding.target.span, lang),
        severity=group.severity,
        misread=any(member.finding.cause == "extraction" for member in group.members),
        first=_line(group.culprit, outcome, lang),
        others=tuple(_line(member, outcome, lang) for member in group.members[1:]),
        remedies=tuple(remedy(candidate, outcome.places, lang) for candidate in group.candidates),
        drawings=tuple(_drawings(group, outcome, lang)),
        quotes=tuple(_quotes(group, outcome, lang)),
    )


def _line(member: Broken, outcome: Outcome, lang: str) -> Line:
    finding, weight = member.finding, member.weight
    gap = finding.difference
    shown = max(decimals(finding.target.value), min(1, decimals(gap))) if gap is not None else 0
    return Line(
        name=outcome.places.name(finding.target),
        sentence=sentence(finding, lang),
        severity=finding.severity,
        difference=None if gap is None else signed(gap, finding.unit, shown),
        share=None if weight.share is None else percentage(weight.share),
        nature=None if weight.nature is None else word(weight.nature, lang),
    )


def _marked(group: Group) -> Iterator[tuple[FigureRef, str]]:
    """Figures and their marks, the strongest first."""
    yield group.culprit.finding.target, "target"
    for candidate in group.candidates:
        yield candidate.figure, "suspect"
    for member in group.members[1:]:
        yield member.finding.target, "follows"
    for member in group.members:
        for operand in member.finding.operands:
            yield operand, "operand"


def _drawings(group: Group, outcome: Outcome, lang: str) -> Iterator[Drawing]:
    """The tables in which the figures stand, the culprit's first."""
    marks: dict[tuple[str, str], dict[Place, str]] = {}
    spans: dict[tuple[str, str], FigureRef] = {}
    for figure, mark in _marked(group):
        if figure.table is not None and figure.row is not None and figure.column is not None:
            key = (figure.report, figure.table)
            marks.setdefault(key, {}).setdefault((figure.row, figure.column), mark)
            spans.setdefault(key, figure)
    for key, places in marks.items():
        table = outcome.places.table(spans[key])
        if table is not None:
            where = f"{place(table.span, lang)}, {word('table', lang)} {table.id}"
            yield Drawing(key[0], where, draw(table, places))


def _quotes(group: Group, outcome: Outcome, lang: str) -> Iterator[tuple[str, Quote]]:
    seen: set[str] = set()
    for figure, _ in _marked(group):
        key = figure.model_dump_json()
        if figure.table is None and key not in seen:
            seen.add(key)
            where = f"{figure.report}, {place(figure.span, lang)}"
            yield where, quote(figure, outcome.places.reports.get(figure.report))


def _suppressed(outcome: Outcome, lang: str) -> Iterator[tuple[str, str, object]]:
    for finding, entry in outcome.suppressed:
        where = f"{finding.target.report}, {place(finding.target.span, lang)}"
        yield where, sentence(finding, lang), entry


def _reports(outcome: Outcome) -> Iterable[tuple[str, str, int, int, str]]:
    """Name, what it is, checks made, broken, and the source's digest."""
    for name, report in outcome.places.reports.items():
        own = [finding for finding in outcome.findings if finding.target.report == name]
        broken = sum(finding.verdict == "broken" for finding in own)
        yield name, _title(report.identity), len(own), broken, report.source.sha256


def _title(identity: Identity) -> str:
    number = "" if identity.report_number is None else f" {identity.report_number}"
    year = "" if identity.year is None else f" {identity.year}"
    kind: Sequence[str] = [] if identity.report_type == "other" else [identity.report_type + number + year]
    return ", ".join([*([identity.body] if identity.body else []), *kind]) or "–"
