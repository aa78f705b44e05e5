"""Words of a page → rows in the order in which they are read: top to bottom, columns of text one by one."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page, Word
from lnextract.model.spans import PageSpan

SAME_LINE_SHARE = 0.5
"""Two words stand on one line where they overlap by this share of the lower one's height."""
PARAGRAPH_GAP = 0.55
"""Room between two lines, in line heights, that parts paragraphs."""
GUTTER_PT = 9.0
"""Least width of the gutter between two columns of text."""
GUTTER_STEP_PT = 3.0
EDGE_SHARE = 0.07
"""Running headers and footers stand in this share of the page at its edges; they belong to no column."""
FEW_COLUMN_LINES = 2
COLUMN_LINES = 7
"""Lines side by side that make two columns of text."""


@dataclass(slots=True)
class Row:
    """What stands side by side on a page: words of one line, or a table."""

    words: list[Word]
    box: BBox
    grid: Grid | None = None


def reading_order(page: Page, grids: Sequence[Grid]) -> list[Row]:
    """Rows from top to bottom; where two columns of text stand side by side, the left one first."""
    tables = [Row([], grid.span.bbox, grid) for grid in grids if isinstance(grid.span, PageSpan)]
    free = _outside_cells(page.words, tables)
    upright = [word for word in free if word.direction == 0]
    sideways = [word for word in free if word.direction in (90, 270)]
    if len(sideways) > len(upright):
        return _lying(sideways, upright, tables)
    rows = [*_rows([*upright, *(word for word in free if word.direction == 180)]), *tables]
    rows.sort(key=lambda row: (row.box[1], row.box[0]))
    above = [row for row in rows if row.box[3] < EDGE_SHARE * page.height and row.grid is None]
    below = [row for row in rows if row.box[1] > (1 - EDGE_SHARE) * page.height and row.grid is None]
    middle = [row for row in rows if row not in above and row not in below]
    return [*above, *_in_columns(middle, page), *below, *_sideways_rows(sideways)]


def _lying(sideways: Sequence[Word], upright: Sequence[Word], tables: Sequence[Row]) -> list[Row]:
    """The rows of a page whose text is written upwards or downwards; running headers stand upright on it."""
    upwards = sum(word.direction == 90 for word in sideways) * 2 >= len(sideways)
    rows = [*_sideways_rows(sideways), *tables]
    rows.sort(key=lambda row: row.box[0] if upwards else -row.box[2])
    return [*rows, *_rows(upright)]


def _sideways_rows(words: Sequence[Word]) -> list[Row]:
    """Words written upwards or downwards, brought together into their lines."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.direction, (word.x0 + word.x1) / 2)):
        last = rows[-1][-1] if rows else None
        overlap = min(last.x1, word.x1) - max(last.x0, word.x0) if last is not None else 0.0
        if (
            last is not None
            and last.direction == word.direction
            and overlap > SAME_LINE_SHARE * (word.x1 - word.x0)
        ):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [
        Row(sorted(row, key=lambda word: -word.bottom if word.direction == 90 else word.top), _box(row))
        for row in rows
    ]


def _outside_cells(words: Sequence[Word], tables: Sequence[Row]) -> list[Word]:
    """The words that stand in no cell; what lies in a table's box but in none of its cells is text."""
    boxes = [
        (table.box, [cell.bbox for cell in table.grid.cells if cell.bbox]) for table in tables if table.grid
    ]
    return [word for word in words if not any(_in_cell(word, box, cells) for box, cells in boxes)]


def _in_cell(word: Word, table: BBox, cells: list[BBox]) -> bool:
    """Whether its middle is in one of the table's cells; that one is then asked first for the next word."""
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    if not (table[0] - 1 <= x <= table[2] + 1 and table[1] - 1 <= y <= table[3] + 1):
        return False
    for at, (x0, top, x1, bottom) in enumerate(cells):
        if top - 1 <= y <= bottom + 1 and x0 - 1 <= x <= x1 + 1:
            cells.insert(0, cells.pop(at))
            return True
    return False


def _box(words: Sequence[Word]) -> BBox:
    return (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def _rows(words: Sequence[Word]) -> list[Row]:
    """Words that share a base line, from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(sorted(row, key=lambda word: word.x0), _box(row)) for row in rows]


def _same_line(row: Sequence[Word], word: Word) -> bool:
    top, bottom = row[0].top, row[0].bottom
    overlap = min(bottom, word.bottom) - max(top, word.top)
    return overlap >= SAME_LINE_SHARE * min(bottom - top, word.bottom - word.top)


def _in_columns(rows: list[Row], page: Page, known: float | None = None) -> list[Row]:
    """Where a gutter runs down between many rows, the left column's rows before the right one's."""
    band = _gutter(rows, page, known)
    if band is None:
        return rows
    gutter, first, last = band
    last = _last_beside(rows, gutter, first, last)
    left: list[Row] = []
    right: list[Row] = []
    for row in rows[first : last + 1]:
        if row.grid is not None:
            (left if row.box[2] <= gutter + 1 else right).append(row)
            continue
        for side, words in (
            (left, [word for word in row.words if word.x1 <= gutter + 1]),
            (right, [word for word in row.words if word.x1 > gutter + 1]),
        ):
            if words:
                side.append(Row(words, _box(words)))
    above, below = _in_columns(rows[:first], page, gutter), _in_columns(rows[last + 1 :], page, gutter)
    return [*above, *left, *right, *below]


def _last_beside(rows: Sequence[Row], gutter: float, first: int, last: int) -> int:
    """The last row of two columns: what stands alone to the left below them, after some room, is none."""
    end = max((at for at in range(first, last + 1) if rows[at].box[2] > gutter), default=last)
    while end < last:
        height = rows[end + 1].box[3] - rows[end + 1].box[1]
        above = max((row.box[3] for row in rows[first : end + 1] if row.box[0] < gutter), default=0.0)
        if rows[end + 1].box[1] - above > PARAGRAPH_GAP * height:
            break
        end += 1
    return end


def _gutter(rows: Sequence[Row], page: Page, known: float | None) -> tuple[float, int, int] | None:
    """Position of the gutter with most lines on both sides, and the first and last row that it parts.

    Args:
        known: where a gutter runs elsewhere on the page: there fewer lines tell.
    """
    if len(rows) < FEW_COLUMN_LINES:
        return None
    steps = int(0.4 * page.width / GUTTER_STEP_PT)
    masks = [_covered(row, page, steps) for row in rows]
    best: tuple[int, float, int, int] | None = None
    for step in range(steps):
        bit = 1 << step
        x = 0.3 * page.width + step * GUTTER_STEP_PT
        enough = FEW_COLUMN_LINES if known is not None and abs(x - known) < GUTTER_PT else COLUMN_LINES
        if len([mask for mask in masks if not mask & bit]) < enough:
            continue
        first = left = right = 0
        for at in range(len(rows) + 1):
            if at < len(rows) and not masks[at] & bit:
                left += rows[at].box[0] < x
                right += rows[at].box[2] > x
                continue
            if min(left, right) >= enough and (best is None or min(left, right) > best[0]):
                best = (min(left, right), x, first, at - 1)
            first, left, right = at + 1, 0, 0
    return None if best is None else best[1:]


def _covered(row: Row, page: Page, steps: int) -> int:
    """The positions that a row covers, a bit each: no gutter runs through them."""
    spans = (
        [(row.box[0], row.box[2])]
        if row.grid is not None
        else [(word.x0 - GUTTER_PT / 2, word.x1 + GUTTER_PT / 2) for word in row.words]
    )
    mask = 0
    for x0, x1 in spans:
        low = max(0, math.floor((x0 - 0.3 * page.width) / GUTTER_STEP_PT) + 1)
        high = min(steps, math.ceil((x1 - 0.3 * page.width) / GUTTER_STEP_PT))
        if high > low:
            mask |= (1 << high) - (1 << low)
    return mask
