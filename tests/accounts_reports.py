"""Random accounts → a report, by the program's own normalisation and checks, without reading a document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accounts import Accounts, Place
from lnextract.checks.run import check_report
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.grid import Grid, GridCell
from lnextract.model.report import Identity, Period, Report, Source
from lnextract.model.spans import PageSpan
from lnextract.normalise.roles import with_roles
from lnextract.normalise.table_of_grid import TablePlace, table_of_grid

WORDS = load_vocabulary(None)


def report_of_accounts(accounts: Accounts) -> Report:
    """A report with the one table, checked."""
    identity = Identity(
        body="Kulturnämnden",
        municipality=None,
        municipality_code=None,
        region=None,
        report_type="uppföljningsrapport" if accounts.shape == "board" else "årsredovisning",
        report_number=2 if accounts.shape == "board" else None,
        year=2021,
        period=Period(from_=date(2021, 1, 1), to=date(2021, 8, 31)) if accounts.shape == "board" else None,
        date=None,
        signatories=[],
    )
    place = TablePlace("t1", None, None, identity, None, None)
    table, doubts = table_of_grid(with_roles(_grid(accounts), WORDS), place, WORDS)
    report = Report(
        source=Source(
            file="made.pdf",
            sha256="0" * 64,
            kind="pdf",
            pages=1,
            page_range=(1, 1),
            producer=None,
            extractor="made",
        ),
        identity=identity,
        sections=[],
        assignments=[],
        activities=[],
        indicators=[],
        tables=[table],
        claims=[],
        findings=[],
        warnings=doubts,
    )
    report.findings = check_report(report)
    return report


def _grid(accounts: Accounts) -> Grid:
    texts = [["Verksamhet", *(head.header for head in accounts.heads)]]
    texts += [[row.label, *(_text(figure, accounts) for figure in row.printed)] for row in accounts.rows]
    levels = [0, *(row.level if accounts.indented else 0 for row in accounts.rows)]
    cells = [
        GridCell(row, column, text, _span(row, column, levels[row]))
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
        if text
    ]
    return Grid(
        cells=cells,
        rows=len(texts),
        columns=len(texts[0]),
        header_rows=1,
        engine="made",
        confidence=1.0,
        span=PageSpan(page=1, bbox=(70.0, 50.0, 900.0, 800.0)),
        caption=(f"Belopp i {accounts.unit}",),
    )


def _span(row: int, column: int, level: int) -> PageSpan:
    left, top = 70.0 + 60 * column + (9.0 * level if column == 0 else 0), 50.0 + 14 * row
    return PageSpan(page=1, bbox=(left, top, left + 40, top + 10))


def _text(figure: Decimal | None, accounts: Accounts) -> str:
    if figure is None:
        return ""
    return f"{figure:,f}".replace(",", " ").replace(".", ",")


def places_of(finding: Finding, report: Report) -> frozenset[Place]:
    """The figures that a finding speaks of."""
    return frozenset(place_of(figure, report) for figure in (finding.target, *finding.operands))


def place_of(figure: FigureRef, report: Report) -> Place:
    """Row and column in the accounts."""
    table = next(each for each in report.tables if each.id == figure.table)
    assert figure.row is not None
    return figure.row, [column.id for column in table.columns].index(figure.column or "")
