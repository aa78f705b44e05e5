"""The cells of a grid as boxes that meet, empty ones too: a grid itself knows only where words stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lnextract.model.grid import Grid, GridCell
from lnextract.model.page import BBox

MARGIN_PT = 2.0
"""Room between the outermost words and the edge of the grid."""


@dataclass(frozen=True, slots=True)
class CellBox:
    """A place of the grid; `cell` is None where nothing is printed in it."""

    row: int
    column: int
    box: BBox
    cell: GridCell | None


def cell_boxes(grid: Grid, page: int) -> list[CellBox]:
    """Every place of the grid that stands on the page, in printed order."""
    cells = {(cell.row, cell.column): cell for cell in grid.cells if cell.page == page}
    if not cells:
        return []
    way = _way(list(cells.values()))
    boxes = {place: way.to_upright(_box(cell)) for place, cell in cells.items()}
    rows = _edges([(cell.row, cell.row_span, boxes[at][1], boxes[at][3]) for at, cell in cells.items()])
    columns = _edges(
        [(cell.column, cell.column_span, boxes[at][0], boxes[at][2]) for at, cell in cells.items()],
        count=grid.columns,
    )
    found = []
    for row, column, high, wide, cell in _places(cells, rows, grid.columns):
        box = (columns[column], rows[row], columns[column + wide], rows[row + high])
        found.append(CellBox(row, column, way.to_page(box), cell))
    return found


def _places(
    cells: Mapping[tuple[int, int], GridCell], rows: Mapping[int, float], columns: int
) -> list[tuple[int, int, int, int, GridCell | None]]:
    """Row, column, rows and columns taken, cell; a place that a merged cell covers is none of its own."""
    covered = {
        (row, column)
        for cell in cells.values()
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    last = max(rows)
    places: list[tuple[int, int, int, int, GridCell | None]] = []
    for row in sorted(rows)[:-1]:
        for column in range(columns):
            cell = cells.get((row, column))
            if cell is not None:
                high, wide = min(cell.row_span, last - row), min(cell.column_span, columns - column)
                places.append((row, column, high, wide, cell))
            elif (row, column) not in covered:
                places.append((row, column, 1, 1, None))
    return places


def _edges(taken: Sequence[tuple[int, int, float, float]], count: int | None = None) -> dict[int, float]:
    """Where rows (or columns) meet: halfway between the words of one and of the next.

    Args:
        taken: first row, rows taken, beginning and end of each cell's words.
        count: number of rows; where not given, the first to the last that a cell takes.
    """
    first = 0 if count is not None else min(at for at, *_ in taken)
    last = count if count is not None else max(at + span for at, span, *_ in taken)
    begins: dict[int, float] = {}
    ends: dict[int, float] = {}
    for at, span, begin, end in taken:
        begins[at] = min(begin, begins.get(at, begin))
        ends[at + span] = max(end, ends.get(at + span, end))
    edges = {first: min(begins.values()) - MARGIN_PT, last: max(ends.values()) + MARGIN_PT}
    for at in range(first + 1, last):
        around = [each for each in (ends.get(at), begins.get(at)) if each is not None]
        if around:
            edges[at] = sum(around) / len(around)
    return _filled(edges, first, last)


def _filled(edges: dict[int, float], first: int, last: int) -> dict[int, float]:
    """Edges that no words tell are spread evenly; none lies before the one before it."""
    for left, right in pairwise(sorted(edges)):
        for at in range(left + 1, right):
            edges[at] = edges[left] + (edges[right] - edges[left]) * (at - left) / (right - left)
    for at in range(first + 1, last + 1):
        edges[at] = max(edges[at], edges[at - 1])
    return edges


@dataclass(frozen=True, slots=True)
class _Way:
    """How a table lies on its page: upright, or written up or down the page."""

    turned: bool = False
    x_sign: int = 1
    y_sign: int = 1

    def to_upright(self, box: BBox) -> BBox:
        x0, top, x1, bottom = (box[1], box[0], box[3], box[2]) if self.turned else box
        left, right = sorted((self.x_sign * x0, self.x_sign * x1))
        high, low = sorted((self.y_sign * top, self.y_sign * bottom))
        return (left, high, right, low)

    def to_page(self, box: BBox) -> BBox:
        left, right = sorted((self.x_sign * box[0], self.x_sign * box[2]))
        high, low = sorted((self.y_sign * box[1], self.y_sign * box[3]))
        return (high, left, low, right) if self.turned else (left, high, right, low)


def _way(cells: Sequence[GridCell]) -> _Way:
    """By the neighbours in a column: they lie below each other, or side by side where the table is turned."""
    down = _steps(sorted(cells, key=lambda cell: (cell.column, cell.row)), "column")
    if sum(abs(dy) for _, dy in down) >= sum(abs(dx) for dx, _ in down):
        return _Way()
    along = _steps(sorted(cells, key=lambda cell: (cell.row, cell.column)), "row")
    return _Way(
        turned=True,
        x_sign=1 if sum(dy for _, dy in along) >= 0 else -1,
        y_sign=1 if sum(dx for dx, _ in down) >= 0 else -1,
    )


def _steps(cells: Sequence[GridCell], same: str) -> list[tuple[float, float]]:
    """From each cell to the next of the same row or column: the lesser of the ways between their edges."""
    return [
        (min(two[0] - one[0], two[2] - one[2], key=abs), min(two[1] - one[1], two[3] - one[3], key=abs))
        for one, two in (
            (_box(before), _box(after))
            for before, after in pairwise(cells)
            if getattr(before, same) == getattr(after, same)
        )
    ]


def _box(cell: GridCell) -> BBox:
    assert cell.bbox is not None
    return cell.bbox
