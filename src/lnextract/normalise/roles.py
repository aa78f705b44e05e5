"""What each column of a printed grid holds: label, code, group, figures, status words, text."""

from __future__ import annotations

from dataclasses import replace

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import Grid, GridCell
from lnextract.swedish.numbers import parse_number

MOSTLY = 0.6
"""Share of a column's filled cells that must be figures for it to be one of figures."""
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
            cells.append(replace(cell, column=place[cell.column], column_span=1 if cell.row >= grid.header_rows else cell.column_span))
        elif cell.row >= grid.header_rows and not _filled(grid, cell.row, labels[0]):
            cells.append(replace(cell, column=0, column_span=1))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    grid.cells, grid.columns = cells, len(order)
    grid.roles = tuple(roles[column] for column in order)
    return grid


def _filled(grid: Grid, row: int, column: int) -> bool:
    return any(cell.row == row and cell.column == column and cell.text.strip() for cell in grid.cells)


def _roles(grid: Grid, vocabulary: Vocabulary) -> list[str]:
    named = _named(grid, vocabulary)
    figures = [_share_of_figures(grid, column) for column in range(grid.columns)]
    roles: list[str] = []
    for column in range(grid.columns):
        role, share = named[column], figures[column]
        if role in ("text", "status", "group", "code") and not (role == "status" and share > MOSTLY):
            roles.append(role if role != "code" or share > MOSTLY else "label")
        elif role == "figure" or share > MOSTLY:
            roles.append("figure")
        elif "figure" in roles or "text" in roles or "status" in roles:
            roles.append("text" if share == 0.0 and role is None and _has_body(grid, column) else "figure")
        else:
            roles.append("label")
    if "label" not in roles:
        roles[0] = "label"
    return roles


def _named(grid: Grid, vocabulary: Vocabulary) -> list[str | None]:
    """The roles that the columns' own heads state, each read beside the others: «Årsprognos» is a status word's
    head beside a comment, and one for figures beside a budget."""
    found: list[str | None] = [None] * grid.columns
    for row in range(grid.header_rows):
        cells = [grid.cell(row, column) for column in range(grid.columns)]
        text, places = "", []
        for column, cell in enumerate(cells):
            if cell is not None and cell.row == row and cell.column == column and cell.text.strip():
                places.append((column, len(text), len(text) + len(cell.text)))
                text += f"{cell.text}{BETWEEN_CELLS}"
        for phrase in vocabulary.headers.segment(text):
            for column, start, end in places:
                if phrase.start < end and phrase.end > start and phrase.role not in ("unknown", "period"):
                    found[column] = phrase.role
    return found


def _body(grid: Grid, column: int) -> list[str]:
    return [
        cell.text for cell in grid.cells
        if cell.column == column and cell.row >= grid.header_rows and cell.text.strip()
    ]


def _has_body(grid: Grid, column: int) -> bool:
    return bool(_body(grid, column))


def _share_of_figures(grid: Grid, column: int) -> float:
    texts = _body(grid, column)
    return sum(parse_number(text) is not None for text in texts) / len(texts) if texts else 0.0
