"""Random accounts → a report, by the program's own normalisation and checks, without reading a document."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accounts import Accounts
from lnextract.checks.run import check_report
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.grid import Grid, GridCell
from lnextract.model.report import Identity, Period, Report, Source
from lnextract.model.spans import TextSpan
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
            file="made.txt",
            sha256="0" * 64,
            kind="text",
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
    cells = [
        GridCell(
            row,
            column,
            text,
            TextSpan(line=row + 1, start=1000 * row + 40 * column, end=1000 * row + 40 * column + len(text)),
        )
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
        span=TextSpan(line=1, start=0, end=100_000),
        caption=(f"Belopp i {accounts.unit}",),
    )


def _text(figure: Decimal | None, accounts: Accounts) -> str:
    if figure is None:
        return ""
    return f"{figure:,f}".replace(",", " ").replace(".", ",")
