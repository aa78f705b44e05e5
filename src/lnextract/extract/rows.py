"""Rows of text tables → activities, assignments, indicators."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import Grid
from lnextract.model.report import Activity, Assignment, Cell, Indicator, Row, Table
from lnextract.model.spans import Span, TextSpan, join_spans


def activities_of(table: Table, grid: Grid) -> list[Activity]:
    """One activity a row of a table of kind `activity`."""
    comment = _comment(table, grid)
    return [
        Activity(
            activity=row.label,
            comment=_text(row, comment),
            status=_text(row, _at(grid, "status")),
            section=table.section,
            span=row_span(row, grid, at),
        )
        for at, row in enumerate(table.rows)
        if row.label
    ]


def assignments_of(table: Table, grid: Grid, vocabulary: Vocabulary) -> list[Assignment]:
    """One assignment a row of a table of kind `assignment`; the label's header is its category."""
    head = next((cell.text for cell in grid.cells if cell.row == 0 and cell.column == 0), "")
    comment = _comment(table, grid)
    folded = " ".join(head.split())
    category = folded[:1].lower() + folded[1:] if vocabulary.words("marker").key(folded) else None
    if category in ("uppdrag", "mål"):
        category = None
    return [
        Assignment(
            title=row.label,
            category=category,
            forecast=_text(row, _at(grid, "status")),
            comment=_text(row, comment),
            section=table.section,
            span=row_span(row, grid, at),
        )
        for at, row in enumerate(table.rows)
        if row.label
    ]


def indicators_of(table: Table, grid: Grid) -> list[Indicator]:
    """One indicator a row of a table of kind `indicator`."""
    measures = [column.measure for column in table.columns]
    outcome = _first(measures, ("outcome", "outcome_period", "outcome_year"))
    target = _first(measures, ("target",))
    comment = _comment(table, grid) if "comment" in measures else None
    if target is None and comment is None:
        return []  # key figures over the years: no outcome beside a target
    return [
        Indicator(
            name=row.label,
            group=_group(grid, at + grid.header_rows),
            outcome=_cell(row, outcome),
            target=_cell(row, target),
            comment=cell.text if (cell := _cell(row, comment)) is not None else None,
            section=table.section,
            span=row_span(row, grid, at),
        )
        for at, row in enumerate(table.rows)
        if (row.label and row.kind != "heading") or any(row.cells)
    ]


def row_span(row: Row, grid: Grid, at: int) -> Span:
    """From the first to the last printed character of a row."""
    spans = [cell.span for cell in grid.cells if cell.row == at + grid.header_rows]
    spans.sort(key=lambda span: span.start if isinstance(span, TextSpan) else span.page)
    return reduce(join_spans, spans) if spans else grid.span


def _at(grid: Grid, role: str) -> int | None:
    """Index among the table's columns of the first column with a role."""
    values = [name for name in grid.roles if name not in ("label", "code", "group")]
    return values.index(role) if role in values else None


def _comment(table: Table, grid: Grid) -> int | None:
    """Index of the column of free text; of several, such as who is responsible, the wordiest."""
    roles = [name for name in grid.roles if name not in ("label", "code", "group")]
    texts = [at for at, role in enumerate(roles) if role == "text" and at < len(table.columns)]
    commenting = [at for at in texts if table.columns[at].measure == "comment"] or texts
    return max(commenting, key=lambda at: sum(len(_text(row, at) or "") for row in table.rows), default=None)


def _text(row: Row, column: int | None) -> str | None:
    cell = _cell(row, column)
    return cell.text if cell is not None else None


def _cell(row: Row, column: int | None) -> Cell | None:
    return row.cells[column] if column is not None and column < len(row.cells) else None


def _first(measures: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((at for at, measure in enumerate(measures) if measure in wanted), None)


def _group(grid: Grid, row: int) -> str | None:
    if "group" not in grid.roles:
        return None
    cell = grid.cell(row, grid.roles.index("group"))
    return " ".join(cell.text.split()) if cell is not None else None
