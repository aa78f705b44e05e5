"""All cells of all tables: what a sample is drawn from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from lnextract.checks.figures import DOUBTFUL_BELOW
from lnextract.model.report import Cell, Report, Row, Table
from lnextract.model.spans import PageSpan, Span

Figures = Literal["sure", "doubtful", "empty"]
StratumKey = tuple[int | None, str | None, str | None, Figures | None, str | None]
"""Year, kind of document, board, how sure the reader was, kind of table."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One cell, printed or empty."""

    id: str
    """Stable: which cell of which source it is."""
    stratum: StratumKey
    report: str
    """Name of the report's file."""
    file: str
    place: str
    """`page 5` or `line 512`; of an empty cell where its row stands."""
    table: str
    row: str
    column: str
    text: str
    """As printed; empty where the cell is."""
    value: str
    unit: str


def population(reports: Iterable[tuple[str, Report]]) -> list[Unit]:
    """Every cell of the reports, given with the name of their file; sorted by source and place in it."""
    documents: Counter[str] = Counter()
    units: list[Unit] = []
    for name, report in reports:
        documents[report.source.sha256] += 1  # one input may hold several
        source = f"{report.source.sha256}/{documents[report.source.sha256]}"
        units.extend(_of_report(name, source, report))
    return sorted(units, key=lambda unit: unit.id)


def _of_report(name: str, source: str, report: Report) -> Iterator[Unit]:
    for table in report.tables:
        for index, row in enumerate(table.rows):
            for at, cell in enumerate(row.cells):
                yield Unit(
                    id=f"{source}/{_padded(table.id)}/{index:04}/{at:03}",
                    stratum=_stratum(report, table, cell),
                    report=name,
                    file=report.source.file,
                    place=_place(cell.span if cell else _beside(table, row)),
                    table=table.title or table.id,
                    row=row.label,
                    column=table.columns[at].header,
                    text=cell.text if cell else "",
                    value="" if cell is None or cell.value is None else str(cell.value),
                    unit=(cell.unit or "") if cell else "",
                )


def _stratum(report: Report, table: Table, cell: Cell | None) -> StratumKey:
    figures: Figures = "sure"
    if cell is None:
        figures = "empty"
    elif cell.confidence < DOUBTFUL_BELOW:
        figures = "doubtful"
    identity = report.identity
    return identity.year, identity.report_type, identity.body, figures, table.kind


def _beside(table: Table, row: Row) -> Span:
    """Where an empty cell's row stands, as far as anything printed in it tells."""
    return next((cell.span for cell in row.cells if cell is not None), table.span)


def _place(span: Span) -> str:
    return f"page {span.page}" if isinstance(span, PageSpan) else f"line {span.line}"


def _padded(table_id: str) -> str:
    """Table ids sort as they stand in the document."""
    return table_id.rjust(6, "0")
