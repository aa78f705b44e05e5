"""A printed table as HTML and as a pandas data frame; pandas is loaded, and needed, there only."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from lnextract.errors import LnextractError

if TYPE_CHECKING:
    from lnextract.model.grid import Grid, GridCell


def grid_to_html(grid: Grid) -> str:
    """The grid as an HTML table: merged cells with their spans, empty ones as empty cells, lines as
    `<br>`."""
    starts = {(cell.row, cell.column): cell for cell in grid.cells}
    covered = {
        (row, column)
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    lines = ["<table>"]
    for row in range(grid.rows):
        tag = "th" if row < grid.header_rows else "td"
        cells = []
        for column in range(grid.columns):
            cell = starts.get((row, column))
            if cell is not None:
                cells.append(_cell(cell, tag))
            elif (row, column) not in covered:
                cells.append(f"<{tag}></{tag}>")
        lines.append("<tr>" + "".join(cells) + "</tr>")
    return "\n".join([*lines, "</table>"])


def _cell(cell: GridCell, tag: str) -> str:
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    text = "<br>".join(escape(line.strip()) for line in cell.text.split("\n"))
    return f"<{tag}{spans}>{text}</{tag}>"


def grid_to_dataframe(grid: Grid) -> Any:
    """The grid as a `DataFrame` of strings: header rows as column names, empty cells missing (None).

    A merged cell's text stands in the first of its rows and columns; a spanner stands in the names of all
    columns that it heads. Names that are empty or printed twice get the column's number from 0 in brackets.

    Raises:
        LnextractError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise LnextractError(
            "A table becomes a data frame by means of pandas, which is not installed.",
            "Install it with: pip install 'lnextract[dataframes]'",
        ) from error
    body: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows - grid.header_rows)]
    for cell in grid.cells:
        if cell.row >= grid.header_rows:
            body[cell.row - grid.header_rows][cell.column] = " ".join(cell.text.split())
    return pandas.DataFrame(body, columns=_names(grid), dtype=object)


def _names(grid: Grid) -> list[str]:
    heads: list[list[str]] = [[] for _ in range(grid.columns)]
    for cell in sorted(grid.cells, key=lambda cell: cell.row):
        if cell.row < grid.header_rows:
            for column in range(cell.column, cell.column + cell.column_span):
                heads[column].append(" ".join(cell.text.split()))
    names = [" ".join(head) for head in heads]
    return [
        name if name and names.count(name) == 1 else f"{name} [{column}]".strip()
        for column, name in enumerate(names)
    ]
