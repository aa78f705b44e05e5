"""What each column of a printed grid holds: label, code, group, figures, status words, text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import Grid, GridCell
from lnextract.swedish.numbers import parse_number

MOSTLY = 0.6
"""Share of a column's filled cells that must be figures for it to be one of figures."""
BOTH_FILLED = 0.35
"""Share of rows in which both of two label columns may be filled."""
FOLLOWED_UP = ("activity", "indicator", "kpi")
SERVED = ("goal", "target", "assignment", "label")
"""Heads of columns for what the things followed up serve: «Delmål» before «Aktivitet»."""
BETWEEN_CELLS = "   "


def with_roles(grid: Grid, vocabulary: Vocabulary) -> Grid:
    """The grid with the roles of its columns, and its label columns brought together in the first."""
    if grid.roles:
        return grid
    roles = _roles(grid, vocabulary)
    labels = [column for column, role in enumerate(roles) if role == "label"]
    order = [*labels[:1], *(column for column in range(grid.columns) if column not in labels)]
    place = {column: at for at, column in enumerate(order)}
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.column in place:
            cells.append(
                replace(
                    cell,
                    column=place[cell.column],
                    column_span=1 if cell.row >= grid.header_rows else cell.column_span,
                )
            )
        elif cell.row >= grid.header_rows and not _filled(grid, cell.row, labels[0]):
            cells.append(replace(cell, column=0, column_span=1))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    grid.cells, grid.columns = cells, len(order)
    grid.roles = tuple(roles[column] for column in order)
    return grid


def _filled(grid: Grid, row: int, column: int) -> bool:
    return any(cell.row == row and cell.column == column and cell.text.strip() for cell in grid.cells)


def _roles(grid: Grid, vocabulary: Vocabulary) -> list[str]:
    named, keys = _named(grid, vocabulary)
    figures = [_share_of_figures(grid, column) for column in range(grid.columns)]
    roles = [_role(named[column], figures[column]) for column in range(grid.columns)]
    label = _label_column(grid, roles, keys)
    for column, role in enumerate(roles):
        if role != "open":
            continue
        if (
            column == label
            or (column < label and _one_of_two(grid, column, label))
            or (column > label and _one_of_two(grid, label, column) and "figure" not in roles[label:column])
        ):
            roles[column] = "label"
        else:
            roles[column] = "text" if _body(grid, column) or named[column] is None else "figure"
    roles[label] = "label"
    codes = [column for column, role in enumerate(roles) if role == "code"]
    for column in codes[:-1]:
        roles[column] = "figure"  # a row has one code; what else is numbered stays a column
    numbers = [column for column in range(label) if roles[column] == "figure" and named[column] is None]
    if numbers and "code" not in roles:
        roles[numbers[-1]] = "code"  # a number right before the label: of an account or a project
    return roles


def _role(named: str | None, share: float) -> str:
    """The role by head and content; «open» where neither tells a label from text."""
    if named in ("text", "group") or (named == "status" and share <= MOSTLY):
        return named
    if named == "code" and share > MOSTLY:
        return "code"
    return "figure" if named == "figure" or share > MOSTLY else "open"


def _label_column(grid: Grid, roles: Sequence[str], keys: Sequence[str | None]) -> int:
    """The open column with most letters, as far left as the figures; the first where none is open.

    Of columns whose heads all name things it is that with most different ones: an «Område» may repeat.
    """
    first = next((column for column, role in enumerate(roles) if role == "figure" and column), len(roles))
    before = [column for column, role in enumerate(roles) if role == "open" and column < first]
    candidates = before or [column for column, role in enumerate(roles) if role == "open"]
    if not candidates:
        return 0
    about = [column for column in candidates if keys[column] in FOLLOWED_UP]
    if about and any(keys[column] in SERVED for column in candidates):
        return about[0]
    naming = [column for column in candidates if keys[column] in (*SERVED, *FOLLOWED_UP)]
    if naming and (naming == candidates or "figure" not in roles):
        return max(naming, key=lambda column: (len(set(_body(grid, column))), -column))
    if first == len(roles) or "figure" not in roles:
        return candidates[0]  # a table of text: the label stands first
    return max(candidates, key=lambda column: (_letters(grid, column), -column))


def _letters(grid: Grid, column: int) -> float:
    texts = _body(grid, column)
    return sum(len(text) for text in texts) / len(texts) if texts else 0.0


def _one_of_two(grid: Grid, first: int, second: int) -> bool:
    """Whether in most rows one of two columns is filled, and not the other: labels of two levels."""
    body = [cell for cell in grid.cells if cell.row >= grid.header_rows and cell.text.strip()]
    one = {cell.row for cell in body if cell.column == first}
    other = {cell.row for cell in body if cell.column == second}
    return bool(one and other) and len(one & other) <= BOTH_FILLED * len(one | other)


def _named(grid: Grid, vocabulary: Vocabulary) -> tuple[list[str | None], list[str | None]]:
    """The roles and keys that the columns' own heads state, each read beside the others.

    «Årsprognos» is the head of status words beside a comment, and of figures beside a budget.
    """
    found: list[str | None] = [None] * grid.columns
    keys: list[str | None] = [None] * grid.columns
    for row in range(grid.header_rows):
        cells = [grid.cell(row, column) for column in range(grid.columns)]
        text, places = "", []
        for column, cell in enumerate(cells):
            if cell is not None and cell.row == row and cell.column == column and cell.text.strip():
                places.append((column, len(text), len(text) + len(cell.text)))
                text += f"{cell.text}{BETWEEN_CELLS}"
        for phrase in vocabulary.headers.segment(text.rstrip()):
            for column, start, end in places:
                if phrase.start < end and phrase.end > start and phrase.role not in ("unknown", "period"):
                    found[column], keys[column] = phrase.role, phrase.key
    return found, keys


def _body(grid: Grid, column: int) -> list[str]:
    return [
        cell.text
        for cell in grid.cells
        if cell.column == column and cell.row >= grid.header_rows and cell.text.strip()
    ]


def _share_of_figures(grid: Grid, column: int) -> float:
    texts = _body(grid, column)
    return sum(parse_number(text) is not None for text in texts) / len(texts) if texts else 0.0
