"""A table of a report as it is drawn beside a finding: the figures spoken of marked, the rest kept short."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten

from lnextract.model.report import Cell, Row, Table

Place = tuple[int, str]
"""Row index and column id."""

WHOLE_UP_TO = 26
"""Rows of a table that is drawn whole: half a page."""
AROUND = 1
"""Rows drawn on either side of one that is spoken of, where the table is longer."""
LONGEST_TEXT = 70
"""Letters of a comment."""
WIDE_FROM = 8
"""Columns from which the type is smaller, so that the table fits a page."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """A cell as it is shown."""

    text: str
    mark: str
    """target, follows, suspect or operand; empty where the finding does not speak of it."""
    numeric: bool


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row, or a stretch of rows that are left out."""

    label: str
    level: int
    kind: str
    cells: tuple[DrawnCell, ...]
    left_out: int = 0
    """Rows left out here; then there are no cells."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """What the page shows of a table."""

    title: str | None
    unit: str | None
    headers: tuple[tuple[str, bool], ...]
    """Header, and whether the column holds figures."""
    rows: tuple[DrawnRow, ...]
    wide: bool


def draw(table: Table, marks: Mapping[Place, str]) -> DrawnTable:
    """The table with its marked figures; a long one without the rows that don't matter here."""
    numeric = [_holds_figures(table, index) for index in range(len(table.columns))]
    return DrawnTable(
        title=table.title,
        unit=table.unit,
        headers=tuple(zip((column.header for column in table.columns), numeric, strict=True)),
        rows=tuple(_rows(table, marks, numeric)),
        wide=len(table.columns) >= WIDE_FROM,
    )


def _rows(table: Table, marks: Mapping[Place, str], numeric: Sequence[bool]) -> Iterator[DrawnRow]:
    shown = _shown(table.rows, {row for row, _ in marks})
    lowest = min((row.level for row in table.rows), default=0)
    left_out = 0
    for index, row in enumerate(table.rows):
        if index not in shown:
            left_out += 1
            continue
        if left_out:
            yield DrawnRow("", 0, "gap", (), left_out)
            left_out = 0
        cells = zip(row.cells, table.columns, numeric, strict=True)
        drawn = tuple(
            DrawnCell(_text(cell), marks.get((index, column.id), ""), is_numeric)
            for cell, column, is_numeric in cells
        )
        yield DrawnRow(row.label, row.level - lowest, row.kind, drawn)
    if left_out:
        yield DrawnRow("", 0, "gap", (), left_out)


def _shown(rows: Sequence[Row], spoken_of: Collection[int]) -> set[int]:
    """Indices of the rows to draw: those spoken of, their neighbours and the headings above them."""
    if len(rows) <= WHOLE_UP_TO:
        return set(range(len(rows)))
    shown: set[int] = set()
    for index in spoken_of:
        shown.update(range(max(0, index - AROUND), min(len(rows), index + AROUND + 1)))
        parent = rows[index].parent
        if parent is not None:
            shown.add(parent)
    return shown


def _text(cell: Cell | None) -> str:
    return "" if cell is None else shorten(cell.text, LONGEST_TEXT, placeholder=" …")


def _holds_figures(table: Table, column: int) -> bool:
    cells = [row.cells[column] for row in table.rows]
    printed = [cell for cell in cells if cell is not None]
    return sum(cell.value is not None for cell in printed) * 2 > len(printed)
