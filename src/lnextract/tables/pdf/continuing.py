"""Tables that a page break cuts: which grid goes on from the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.grid import Grid
from lnextract.model.page import Page
from lnextract.tables.pdf.judge import region_of
from lnextract.tables.pdf.lines import lines_of
from lnextract.tables.pdf.printed import is_value

MARGIN_SHARE = 0.13
"""Running headers and footers stand within this share of the page's height."""
SAME_EDGE_PT = 8.0
SAME_SHARE = 0.75
"""So large a share of the columns must stand at one place."""
MOST_LINES_BETWEEN = 2
"""Lines of text between the table and the margin that leave it the page's last (or first):
a unit line, a note."""


def mark_continuations(pages: Sequence[Page], tables: Sequence[Sequence[Grid]]) -> None:
    """Sets `continues` on the first grid of a page that goes on from the last one of the page before.

    Args:
        pages: in order.
        tables: the grids of each page, from top to bottom.
    """
    for at in range(1, len(pages)):
        if pages[at].number != pages[at - 1].number + 1 or not tables[at] or not tables[at - 1]:
            continue
        before = max(tables[at - 1], key=lambda grid: region_of(grid)[3])
        after = tables[at][0]
        if _ends(before, pages[at - 1]) and _begins(after, pages[at]) and _alike(before, after):
            after.continues = True


def _ends(grid: Grid, page: Page) -> bool:
    bottom = region_of(grid)[3]
    below = [
        w for w in page.words if bottom + 1 < w.top and w.bottom < page.height * (1 - MARGIN_SHARE / 1.5)
    ]
    return len(lines_of(below)) <= MOST_LINES_BETWEEN


def _begins(grid: Grid, page: Page) -> bool:
    top = region_of(grid)[1]
    above = [w for w in page.words if w.bottom < top - 1 and w.top > page.height * MARGIN_SHARE]
    return not grid.caption and len(lines_of(above)) <= MOST_LINES_BETWEEN


def _alike(before: Grid, after: Grid) -> bool:
    """Whether both have one header, or columns at one place and no header of the second's own."""
    if before.columns != after.columns:
        return False
    if _first_row(before) and _first_row(before) == _first_row(after):
        return True
    if not _same_columns(before, after):
        return False
    first = [cell for cell in after.cells if cell.row == 0]
    if (
        not after.header_rows
        or any(is_value(cell.text) for cell in first if cell.column > 0)
        or len(first) < after.columns
    ):
        after.header_rows = 0
        return True
    return False


def _first_row(grid: Grid) -> str:
    """The header's first row, white space aside."""
    return "|".join("".join(c.text.split()).casefold() for c in grid.cells if c.row == 0 and grid.header_rows)


def _same_columns(before: Grid, after: Grid) -> bool:
    """Whether the columns that both fill begin or end at one place."""
    ones, others = _column_edges(before), _column_edges(after)
    shared = ones.keys() & others.keys()
    near = [
        abs(ones[column][0] - others[column][0]) < SAME_EDGE_PT
        or abs(ones[column][1] - others[column][1]) < SAME_EDGE_PT
        for column in shared
    ]
    return len(shared) > 1 and sum(near) >= SAME_SHARE * len(near)


def _column_edges(grid: Grid) -> dict[int, tuple[float, float]]:
    edges: dict[int, tuple[float, float]] = {}
    for cell in grid.cells:
        if cell.bbox is None or cell.column_span > 1:
            continue
        x0, x1 = edges.get(cell.column, (cell.bbox[0], cell.bbox[2]))
        edges[cell.column] = (min(x0, cell.bbox[0]), max(x1, cell.bbox[2]))
    return edges
