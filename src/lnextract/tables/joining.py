"""Mends tables that a page break cut: the grids of one table → one grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lnextract.model.blocks import Piece
from lnextract.model.grid import Grid, GridCell


def join_over_pages(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with each table that `continues` joined to the table before it, if nothing but running
    headers and footers stands between them; every cell keeps its place."""
    joined: list[Piece] = []
    for piece in pieces:
        before = next((each for each in reversed(joined) if each.kind != "furniture"), None)
        if (
            piece.grid is not None
            and piece.grid.continues
            and before is not None
            and before.grid is not None
            and before.grid.columns == piece.grid.columns
        ):
            before.grid = _joined(before.grid, piece.grid)
            before.lines += piece.lines
        else:
            joined.append(piece)
    return joined


def _joined(first: Grid, second: Grid) -> Grid:
    """The rows of the second below those of the first; a header printed again is left out."""
    skipped = second.header_rows if second.header_rows and _repeats(first, second) else 0
    body = [cell for cell in second.cells if cell.row >= skipped]
    split = _row_was_split(first, second, skipped)
    shift = first.rows - skipped - split
    cells = list(first.cells)
    for cell in body:
        row = cell.row + shift
        before = next((each for each in cells if each.row == row and each.column == cell.column), None)
        if before is not None and split and cell.row == skipped:
            cells[cells.index(before)] = replace(before, text=f"{before.text}\n{cell.text}")
        else:
            cells.append(replace(cell, row=row))
    return Grid(
        cells=cells,
        rows=first.rows + second.rows - skipped - split,
        columns=first.columns,
        header_rows=first.header_rows,
        engine=first.engine if first.engine == second.engine else f"{first.engine}+{second.engine}",
        confidence=min(first.confidence, second.confidence),
        span=first.span,
        roles=first.roles,
        spanners=first.spanners,
        caption=first.caption,
        continues=first.continues,
        doubts=[*first.doubts, *second.doubts],
    )


def _repeats(first: Grid, second: Grid) -> bool:
    return _header(first) == _header(second)


def _header(grid: Grid) -> list[str]:
    return sorted("".join(cell.text.split()).casefold() for cell in grid.cells if cell.row < grid.header_rows)


def _row_was_split(first: Grid, second: Grid, skipped: int) -> int:
    """1 where the second page begins with the rest of a row: a label in lower case, without figures."""
    rest: list[GridCell] = [cell for cell in second.cells if cell.row == skipped]
    last = [cell for cell in first.cells if cell.row == first.rows - 1]
    label = next((cell.text.strip() for cell in rest if cell.column == 0), "")
    if not last or not label[:1].islower():
        return 0
    taken = {cell.column for cell in last if cell.column > 0}
    return int(not any(cell.column in taken and any(char.isdigit() for char in cell.text) for cell in rest))
