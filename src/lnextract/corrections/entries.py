"""What a corrected row of a text table says as an activity, assignment or indicator.

Which column is the comment and which the status was told by the grid, which is gone by now. The table's
other rows have their entries, and these show which columns their words came from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any, TypeAlias

from lnextract.corrections.places import overlap
from lnextract.model.marks import Mark
from lnextract.model.report import Activity, Assignment, Cell, Indicator, Report, Row, Table, TableKind
from lnextract.model.spans import PageSpan, TextSpan, join_spans

RowEntry: TypeAlias = Activity | Assignment | Indicator
Pair: TypeAlias = tuple[Row, RowEntry]

NAMED_BY: dict[type[RowEntry], str] = {Activity: "activity", Assignment: "title", Indicator: "name"}
"""The key that takes the row's label. It is never null: a mark that says so tells of an added entry."""
OF_COLUMNS: dict[TableKind, tuple[str, ...]] = {
    "activity": ("comment", "status"),
    "assignment": ("comment", "forecast"),
    "indicator": ("outcome", "target", "comment"),
}
"""Keys that take a cell of the row, or its text."""
OF_NEIGHBOUR: dict[TableKind, tuple[str, ...]] = {
    "activity": ("section",),
    "assignment": ("section", "category"),
    "indicator": ("section", "group"),
}
"""Keys that a row has in common with the one before it."""


def add_entry(report: Report, table: Table, at: int, mark: Mark, place: PageSpan | TextSpan) -> None:
    """Give a row that was added its entry, in place, if the other rows of its table have theirs.

    Args:
        at: index of the row.
        place: where it stands if it has no cell that could tell.
    """
    row, pairs = table.rows[at], _pairs(report, table)
    if not pairs or not row.label or (row.kind == "heading" and not any(row.cells)):
        return
    earlier = {id(each) for each in table.rows[:at]}
    before = [entry for of, entry in pairs if id(of) in earlier]
    beside = before[-1] if before else pairs[0][1]
    name = NAMED_BY[type(beside)]
    fields: dict[str, Any] = {key: getattr(beside, key) for key in OF_NEIGHBOUR[table.kind]}
    fields |= {key: _taken(row, key, _column(pairs, key)) for key in OF_COLUMNS[table.kind]}
    fields[name] = row.label
    span = reduce(join_spans, [cell.span for cell in row.cells if cell is not None] or [place])
    entry = type(beside)(**fields, span=span, corrected={name: mark})
    entries = _entries(report, table.kind)
    entries.insert(next(n for n, each in enumerate(entries) if each is beside) + bool(before), entry)


def fill_entry(report: Report, table: Table, row: Row, column: int, mark: Mark) -> None:
    """Give the entry of a row what was put into an empty cell of the row, in place."""
    pairs = _pairs(report, table)
    entry = next((entry for of, entry in pairs if of is row), None)
    for key in OF_COLUMNS.get(table.kind, ()):
        if entry is not None and getattr(entry, key) is None and _column(pairs, key) == column:
            setattr(entry, key, _taken(row, key, column))
            entry.corrected = {**(entry.corrected or {}), key: mark}


def is_added(entry: RowEntry) -> bool:
    """Whether it is that of an added row."""
    mark = (entry.corrected or {}).get(NAMED_BY[type(entry)])
    return mark is not None and mark.from_ is None


def _entries(report: Report, kind: TableKind) -> list[Any]:
    of_kind: dict[TableKind, list[Any]] = {
        "activity": report.activities,
        "assignment": report.assignments,
        "indicator": report.indicators,
    }
    return of_kind.get(kind, [])


def _pairs(report: Report, table: Table) -> list[Pair]:
    """The rows of a table that have entries, with these, in order."""
    left = [each for each in _entries(report, table.kind) if each.section == table.section]
    found: list[Pair] = []
    for row in table.rows:
        named = [each for each in left if getattr(each, NAMED_BY[type(each)]) == row.label]
        entry = next((each for each in named if _stands_in(row, each)), None)
        if entry is not None:
            found.append((row, entry))
            left = [each for each in left if each is not entry]
    return found


def _stands_in(row: Row, entry: RowEntry) -> bool:
    """Whether the entry is that of the row; one without cells has its label only to go by."""
    cells = [cell for cell in row.cells if cell is not None]
    return not cells or any(overlap(cell.span, entry.span) for cell in cells)


def _column(pairs: Sequence[Pair], key: str) -> int | None:
    """The column that the entries took a key from; where none has it, nobody knows."""
    votes = Counter(column for row, entry in pairs for column in _sources(row, getattr(entry, key)))
    return min(votes, key=lambda column: (-votes[column], column), default=None)


def _sources(row: Row, value: Cell | str | None) -> Iterator[int]:
    for column, cell in enumerate(row.cells):
        if cell is not None and (cell.span == value.span if isinstance(value, Cell) else cell.text == value):
            yield column


def _taken(row: Row, key: str, column: int | None) -> Cell | str | None:
    cell = None if column is None else row.cells[column]
    if cell is None:
        return None
    return cell.model_copy() if key in ("outcome", "target") else cell.text
