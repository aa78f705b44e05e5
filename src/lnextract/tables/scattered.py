"""Tables that a dump prints column by column, so that labels and figures stand apart."""

from __future__ import annotations

from lnextract.model.grid import Grid
from lnextract.model.report import Doubt
from lnextract.model.spans import Span

LEAST_ROWS = 5
MOST_APART = 0.6
"""Share of rows with figures but no label, or one figure where there are columns for three or more."""


def is_scattered(grid: Grid) -> bool:
    """Whether most rows of a table of figures have no label: its cells were not printed row by row."""
    figures = [column for column, role in enumerate(grid.roles) if role == "figure"]
    rows = range(grid.header_rows, grid.rows)
    filled = [row for row in rows if any(cell.row == row and cell.column in figures for cell in grid.cells)]
    if len(filled) < LEAST_ROWS or len(figures) < 2:
        return False
    labelled = {cell.row for cell in grid.cells if cell.column == 0 and cell.text.strip()}
    return sum(row not in labelled for row in filled) > MOST_APART * len(filled)


def scatter_doubt(span: Span) -> Doubt:
    """The warning for a table that is kept as text."""
    return Doubt(
        code="rows_not_put_together",
        message="The dump prints this table column by column; its rows can't be put together with proof. "
        "Its text is kept as a paragraph. Convert the PDF instead.",
        table=None,
        span=span,
    )
