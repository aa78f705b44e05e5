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
"""Rows and columns drawn on either side of one that is spoken of, where the table is larger."""
LONGEST_TEXT = 70
"""Letters of a comment."""
WIDE_FROM = 8
"""Columns from which the type is smaller, so that the table fits a page."""
ALL_UP_TO = 10
"""Columns of a table that is drawn with all of them: more don't fit a page upright."""
TALL_FROM = 20
"""Rows drawn from which a table may go on over the page."""
LEFT_OUT = "⋯"


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
    """Header, and whether the column holds figures. One column stands for each stretch of those left out."""
    rows: tuple[DrawnRow, ...]

    @property
    def wide(self) -> bool:
        return len(self.headers) >= WIDE_FROM

    @property
    def tall(self) -> bool:
        return len(self.rows) >= TALL_FROM


def draw(table: Table, marks: Mapping[Place, str]) -> DrawnTable:
    """The table with its marked figures; a large one without the rows and columns that don't matter here."""
    columns = list(_stretches(_shown_columns(table, {column for _, column in marks}), len(table.columns)))
    headers = [
        (LEFT_OUT, False) if at is None else (table.columns[at].header, _holds_figures(table, at))
        for at, _ in columns
    ]
    rows = [
        DrawnRow("", 0, "gap", (), left_out) if at is None else _row(table, at, marks, columns)
        for at, left_out in _stretches(_shown_rows(table.rows, {row for row, _ in marks}), len(table.rows))
    ]
    return DrawnTable(title=table.title, unit=table.unit, headers=tuple(headers), rows=tuple(rows))


def _row(
    table: Table, at: int, marks: Mapping[Place, str], columns: Sequence[tuple[int | None, int]]
) -> DrawnRow:
    row = table.rows[at]
    lowest = min(each.level for each in table.rows)
    cells = [
        DrawnCell(LEFT_OUT, "", numeric=False)
        if place is None
        else DrawnCell(
            _text(row.cells[place]),
            marks.get((at, table.columns[place].id), ""),
            numeric=_holds_figures(table, place),
        )
        for place, _ in columns
    ]
    return DrawnRow(row.label, row.level - lowest, row.kind, tuple(cells))


def _stretches(shown: Collection[int], count: int) -> Iterator[tuple[int | None, int]]:
    """Each index shown, with 0; and None for each stretch that is left out, with its length."""
    left_out = 0
    for index in range(count):
        if index not in shown:
            left_out += 1
            continue
        if left_out:
            yield None, left_out
            left_out = 0
        yield index, 0
    if left_out:
        yield None, left_out


def _shown_rows(rows: Sequence[Row], spoken_of: Collection[int]) -> set[int]:
    """Indices of the rows to draw: those spoken of, their neighbours and the rows they are part of."""
    if len(rows) <= WHOLE_UP_TO:
        return set(range(len(rows)))
    parents = {parent for index in spoken_of if (parent := rows[index].parent) is not None}
    return _around(spoken_of, len(rows)) | parents


def _shown_columns(table: Table, spoken_of: Collection[str]) -> set[int]:
    if len(table.columns) <= ALL_UP_TO:
        return set(range(len(table.columns)))
    places = [index for index, column in enumerate(table.columns) if column.id in spoken_of]
    return _around(places, len(table.columns)) | {0}


def _around(places: Collection[int], count: int) -> set[int]:
    return {near for at in places for near in range(at - AROUND, at + AROUND + 1) if 0 <= near < count}


def _text(cell: Cell | None) -> str:
    return "" if cell is None else shorten(cell.text, LONGEST_TEXT, placeholder=" …")


def _holds_figures(table: Table, column: int) -> bool:
    cells = [row.cells[column] for row in table.rows]
    printed = [cell for cell in cells if cell is not None]
    return sum(cell.value is not None for cell in printed) * 2 > len(printed)
