"""Tables as pandas data frames; pandas is loaded, and needed, here only."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from lnextract.errors import LnextractError
from lnextract.model.figures import as_number

if TYPE_CHECKING:
    from lnextract.model.report import Cell, Column, Table


def table_to_dataframe(table: Table) -> Any:
    """The table as a `DataFrame`: a row a row, labels as index, headers as columns.

    A figure is a number, a cell without a figure its text, an empty cell missing (NaN).
    Headers that are empty or printed twice get the column's id in brackets.

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
    return pandas.DataFrame(
        [[_content(cell) for cell in row.cells] for row in table.rows],
        index=pandas.Index([row.label for row in table.rows], name="label"),
        columns=column_names(table.columns),
    )


def column_names(columns: list[Column]) -> list[str]:
    """One distinct name a column."""
    times = Counter(column.header for column in columns)
    return [
        header if header and times[header] == 1 else f"{header} [{column.id}]".strip()
        for column, header in ((column, column.header) for column in columns)
    ]


def _content(cell: Cell | None) -> int | float | str | None:
    if cell is None:
        return None
    return cell.text if cell.value is None else as_number(cell.value)
