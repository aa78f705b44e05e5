"""For people and paper: one page that needs nothing beside it, to read on screen or to print on A4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined

import lnextract
from lnextract.cli.findings.drawing import DrawnTable, Place, draw
from lnextract.cli.findings.outcome import Broken, Group, Outcome
from lnextract.cli.findings.places import decimals, percentage, place, remedies, sentence, signed
from lnextract.cli.findings.quoting import Quote, quote
from lnextract.cli.findings.words import word
from lnextract.model.finding import FigureRef
from lnextract.model.report import Identity

TEMPLATE = "findings.html.j2"
MOST_REMEDIES = 6
MOST_SUSPECTS = 3
"""Marks for more figures than that would point at nothing."""


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
    suspected: bool
    """Whether figures are marked that may be the mistake instead."""
    followed: bool
    """Whether figures are marked that are wrong because of the first."""
    drawings: tuple[Drawing, ...]
    quotes: tuple[tuple[str, Quote], ...]

    @property
    def shape(self) -> str:
        """Classes of its box: wide tables stand below the text, tall ones may go on over the page."""
        tables = [drawing.table for drawing in self.drawings]
        wide, tall = any(table.wide for table in tables), any(table.tall for table in tables)
        return " ".join([self.severity, *(["wide"] if wide else []), *(["tall"] if tall else [])])


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
    marked = _marked(group)
    return Card(
        report=finding.target.report,
        title=_title(report.identity) if report is not None else "",
        where=place(finding.target.span, lang),
        severity=group.severity,
        misread=any(member.finding.cause == "extraction" for member in group.members),
        first=_line(group.culprit, outcome, lang),
        others=tuple(_line(member, outcome, lang) for member in group.members[1:]),
        remedies=tuple(remedies(finding, outcome.places, lang, MOST_REMEDIES)),
        suspected=any(mark == "suspect" for _, mark in marked),
        followed=any(mark == "follows" for _, mark in marked),
        drawings=tuple(_drawings(marked, outcome, lang)),
        quotes=tuple(_quotes(marked, outcome, lang)),
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


def _marked(group: Group) -> list[tuple[FigureRef, str]]:
    """Each figure that the group speaks of with its strongest mark."""
    findings = [member.finding for member in group.members]
    telling = [each for finding in findings for each in finding.candidates if each.change != "other"]
    candidates = telling if len(telling) <= MOST_SUSPECTS else []
    figures = [
        (findings[0].target, "target"),
        *((finding.target, "follows") for finding in findings[1:]),
        *((candidate.figure, "suspect") for candidate in candidates),
        *((operand, "operand") for finding in findings for operand in finding.operands),
    ]
    marked: dict[str, tuple[FigureRef, str]] = {}
    for figure, mark in figures:
        marked.setdefault(figure.model_dump_json(), (figure, mark))
    return list(marked.values())


def _drawings(marked: Sequence[tuple[FigureRef, str]], outcome: Outcome, lang: str) -> Iterator[Drawing]:
    """The tables in which the figures stand, the culprit's first."""
    marks: dict[tuple[str, str], dict[Place, str]] = {}
    for figure, mark in marked:
        if figure.table is not None and figure.row is not None and figure.column is not None:
            marks.setdefault((figure.report, figure.table), {})[figure.row, figure.column] = mark
    for (report, table_id), places in marks.items():
        table = outcome.places.tables.get((report, table_id))
        if table is not None:
            where = f"{place(table.span, lang)}, {word('table', lang)} {table.id}"
            yield Drawing(report, where, draw(table, places))


def _quotes(
    marked: Sequence[tuple[FigureRef, str]], outcome: Outcome, lang: str
) -> Iterator[tuple[str, Quote]]:
    for figure, _ in marked:
        if figure.table is None:
            where = f"{figure.report}, {place(figure.span, lang)}"
            yield where, quote(figure, outcome.places.reports.get(figure.report))


def _suppressed(outcome: Outcome, lang: str) -> Iterator[tuple[str, str, object]]:
    for finding, entry in outcome.suppressed:
        where = f"{finding.target.report}, {place(finding.target.span, lang)}"
        yield where, sentence(finding, lang), entry


def _reports(outcome: Outcome) -> Iterator[tuple[str, str, int, int, str]]:
    """Name, what it is, checks made, broken, and the source's digest."""
    made = Counter(finding.target.report for finding in outcome.findings)
    broken = Counter(each.target.report for each in outcome.findings if each.verdict == "broken")
    for name, report in outcome.places.reports.items():
        yield name, _title(report.identity), made[name], broken[name], report.source.sha256


def _title(identity: Identity) -> str:
    number = "" if identity.report_number is None else f" {identity.report_number}"
    year = "" if identity.year is None else f" {identity.year}"
    kind: Sequence[str] = [] if identity.report_type == "other" else [identity.report_type + number + year]
    return ", ".join([*([identity.body] if identity.body else []), *kind])
