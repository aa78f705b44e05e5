"""What figure tables and text tables of a dump share when they are put into a grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lnextract.model.blocks import TableRegion
from lnextract.model.grid import Grid, GridCell
from lnextract.model.spans import TextSpan
from lnextract.tables.header_columns import HeaderColumn
from lnextract.tables.layouts import Layout
from lnextract.tables.solve import SolvedRow

ENGINE = "dump"
FOLLOWED_UP = ("activity", "indicator", "kpi")
"""Heads of what a row is about, where the goal that it serves stands beside it."""
DOUBTED = 0.5
"""Confidence of a figure whose column is not proven."""


def region_span(region: TableRegion) -> TextSpan:
    """From the first to the last printed character of header and rows."""
    printed = [line for line in (*region.header, *region.body) if not line.blank]
    first = printed[0]
    return TextSpan(
        line=first.number, start=first.start, end=printed[-1].start + len(printed[-1].text.rstrip())
    )


def label_head(layout: Layout) -> HeaderColumn | None:
    """The head of the column of labels: what is followed up rather than the goal or group that it serves."""
    named = [column for column in layout.labels if column.role in ("label", "group")]
    return next((column for column in named if column.key in FOLLOWED_UP), named[0] if named else None)


def head_cells(layout: Layout, values: Sequence[HeaderColumn | None]) -> Iterator[GridCell]:
    """The printed heads of the label column and of the columns of values."""
    for column, named in enumerate([label_head(layout), *values]):
        if named is not None:
            yield GridCell(0, column, named.text, named.span)


def figure_cells(row: SolvedRow, at: int, columns: Sequence[int]) -> Iterator[GridCell]:
    """A row's figures in row `at` of the grid; `columns`: where the grid has the columns of figures."""
    if row.draft.line is None:
        return
    for column, value, sure in zip(columns, row.placement.cells, row.sure, strict=True):
        if value is not None:
            start = value.start + value.number.start
            span = row.draft.line.span(start, start + len(value.number.text))
            confidence = 1.0 if sure else DOUBTED
            yield GridCell(at, column, value.number.text, span, confidence=confidence)


def doubt_of(row: SolvedRow) -> str | None:
    """The warning for a row that is not proven."""
    if row.proven or row.draft.line is None:
        return None
    return (
        f"Line {row.draft.line.number}: the dump does not show for sure in which columns "
        f"«{row.draft.line.text.strip()}» stands."
    )


def grid_of_cells(
    region: TableRegion,
    cells: list[GridCell],
    rows: int,
    roles: Sequence[str],
    values: Sequence[HeaderColumn | None],
    doubts: Sequence[str | None],
) -> Grid:
    """The grid; `rows` header rows included, `values` the heads of all columns but the label's."""
    return Grid(
        cells=cells,
        rows=rows,
        columns=len(roles),
        header_rows=1 if region.header else 0,
        engine=ENGINE,
        confidence=min((cell.confidence for cell in cells), default=1.0),
        span=region_span(region),
        roles=tuple(roles),
        spanners=(None, *(None if column is None else column.spanner for column in values)),
        caption=tuple(line.text for line in region.caption),
        doubts=[doubt for doubt in doubts if doubt],
    )
