"""Words of pages → lines in reading order, with blank lines where the page leaves room, as in a dump."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page, Word
from lnextract.model.source import PageLine, PlacedWord
from lnextract.model.spans import PageSpan

SAME_LINE_SHARE = 0.5
"""Two words stand on one line where they overlap by this share of the lower one's height."""
PARAGRAPH_GAP = 0.55
"""Room between two lines, in line heights, that parts paragraphs."""
LARGE_GAP = 2.5
PAGE_END_LINES = 3
"""Blank lines that stand for a page break."""
WIDE_GAP = 1.6
"""Gap between two words, in font sizes, that parts columns of a line; it is printed as three blanks."""
GUTTER_PT = 9.0
"""Least width of the gutter between two columns of text."""
GUTTER_STEP_PT = 3.0
EDGE_SHARE = 0.07
"""Running headers and footers stand in this share of the page at its edges; they belong to no column."""
FEW_COLUMN_LINES = 2
COLUMN_LINES = 7
"""Lines side by side that make two columns of text."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a document's pages; a table is one blank line among them."""

    lines: tuple[PageLine, ...]
    grids: Mapping[int, Grid]
    """The tables, by the number of the line that stands for them."""


@dataclass(slots=True)
class _Row:
    """What stands side by side on a page: words of one line, or a table."""

    words: list[Word]
    box: BBox
    grid: Grid | None = None


def page_text(pages: Sequence[Page], grids: Sequence[Grid]) -> PageText:
    """The lines of all pages, and where the tables stand among them."""
    lines: list[PageLine] = []
    placed: dict[int, Grid] = {}
    start = 0

    def add(text: str, page: int, words: Sequence[Word] = ()) -> None:
        nonlocal start
        lines.append(_line(len(lines) + 1, start, text, page, words))
        start += len(text) + 1

    for page in pages:
        before: _Row | None = None
        for row in _reading_order(page, [grid for grid in grids if _page_of(grid) == page.number]):
            for _ in range(_blank_lines(before, row)):
                add("", page.number)
            if row.grid is not None:
                placed[len(lines) + 1] = row.grid
                add("", page.number)
            else:
                add(_text(row.words), page.number, row.words)
            before = row
        for _ in range(PAGE_END_LINES):
            add("", page.number)
    return PageText(tuple(lines), placed)


def _page_of(grid: Grid) -> int | None:
    return grid.span.page if isinstance(grid.span, PageSpan) else None


def _line(number: int, start: int, text: str, page: int, words: Sequence[Word]) -> PageLine:
    placed, at = [], 0
    for word in words:
        at = text.index(word.text, at)
        placed.append(PlacedWord(at, at + len(word.text), word.bbox))
        at += len(word.text)
    sizes = Counter[float]()
    for word in words:
        sizes[round(word.size, 1)] += len(word.text)
    return PageLine(
        number,
        start,
        text,
        page=page,
        words=tuple(placed),
        size=sizes.most_common(1)[0][0] if sizes else 0.0,
        bold=bool(words) and all(word.bold for word in words),
    )


def _text(words: Sequence[Word]) -> str:
    text = ""
    for before, word in zip([None, *words], words, strict=False):
        if before is not None:
            text += "   " if _gap(before, word) > WIDE_GAP * word.size else " "
        text += word.text
    return text + (" " if words and words[-1].blank_after else "")


def _gap(before: Word, word: Word) -> float:
    """Room between two words of a line, along its direction of writing."""
    if word.direction == 90:
        return before.top - word.bottom
    return word.top - before.bottom if word.direction == 270 else word.x0 - before.x1


def _blank_lines(before: _Row | None, row: _Row) -> int:
    if before is None:
        return 0
    height = min(before.box[3] - before.box[1], row.box[3] - row.box[1]) or 10.0
    gap = row.box[1] - before.box[3]
    if before.grid is not None or row.grid is not None:
        return 1 if gap > 0 else 0
    if gap < -height:
        return 1  # the next column begins at the top again
    return 2 if gap > LARGE_GAP * height else 1 if gap > PARAGRAPH_GAP * height else 0


def _reading_order(page: Page, grids: Sequence[Grid]) -> list[_Row]:
    """Rows from top to bottom; where two columns of text stand side by side, the left one first."""
    tables = [_Row([], grid.span.bbox, grid) for grid in grids if isinstance(grid.span, PageSpan)]
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


def _lying(sideways: Sequence[Word], upright: Sequence[Word], tables: Sequence[_Row]) -> list[_Row]:
    """The rows of a page whose text is written upwards or downwards; running headers stand upright on it."""
    upwards = sum(word.direction == 90 for word in sideways) * 2 >= len(sideways)
    rows = [*_sideways_rows(sideways), *tables]
    rows.sort(key=lambda row: row.box[0] if upwards else -row.box[2])
    return [*rows, *_rows(upright)]


def _sideways_rows(words: Sequence[Word]) -> list[_Row]:
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
        _Row(sorted(row, key=lambda word: -word.bottom if word.direction == 90 else word.top), _box(row))
        for row in rows
    ]


def _outside_cells(words: Sequence[Word], tables: Sequence[_Row]) -> list[Word]:
    """The words that stand in no cell; what lies in a table's box but in none of its cells is text."""
    boxes = [
        (table.box, [cell.bbox for cell in table.grid.cells if cell.bbox]) for table in tables if table.grid
    ]
    return [w for w in words if not any(_inside(w, box) and _in_cell(w, cells) for box, cells in boxes)]


def _in_cell(word: Word, cells: list[BBox]) -> bool:
    """Whether it stands in one of the cells; that one is then asked first for the next word."""
    for at, box in enumerate(cells):
        if _inside(word, box):
            cells.insert(0, cells.pop(at))
            return True
    return False


def _inside(word: Word, box: BBox) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def _box(words: Sequence[Word]) -> BBox:
    return (
        min(word.x0 for word in words),
        min(word.top for word in words),
        max(word.x1 for word in words),
        max(word.bottom for word in words),
    )


def _rows(words: Sequence[Word]) -> list[_Row]:
    """Words that share a base line, from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: ((word.top + word.bottom) / 2, word.x0)):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [_Row(sorted(row, key=lambda word: word.x0), _box(row)) for row in rows]


def _same_line(row: Sequence[Word], word: Word) -> bool:
    top, bottom = row[0].top, row[0].bottom
    overlap = min(bottom, word.bottom) - max(top, word.top)
    return overlap >= SAME_LINE_SHARE * min(bottom - top, word.bottom - word.top)


def _in_columns(rows: list[_Row], page: Page, known: float | None = None) -> list[_Row]:
    """Where a gutter runs down between many rows, the left column's rows before the right one's."""
    band = _gutter(rows, page, known)
    if band is None:
        return rows
    gutter, first, last = band
    last = _last_beside(rows, gutter, first, last)
    left: list[_Row] = []
    right: list[_Row] = []
    for row in rows[first : last + 1]:
        if row.grid is not None:
            (left if row.box[2] <= gutter + 1 else right).append(row)
            continue
        for side, words in (
            (left, [word for word in row.words if word.x1 <= gutter + 1]),
            (right, [word for word in row.words if word.x1 > gutter + 1]),
        ):
            if words:
                side.append(_Row(words, _box(words)))
    above, below = _in_columns(rows[:first], page, gutter), _in_columns(rows[last + 1 :], page, gutter)
    return [*above, *left, *right, *below]


def _last_beside(rows: Sequence[_Row], gutter: float, first: int, last: int) -> int:
    """The last row of two columns: what stands alone to the left below them, after some room, is none."""
    end = max((at for at in range(first, last + 1) if rows[at].box[2] > gutter), default=last)
    while end < last:
        height = rows[end + 1].box[3] - rows[end + 1].box[1]
        above = max((row.box[3] for row in rows[first : end + 1] if row.box[0] < gutter), default=0.0)
        if rows[end + 1].box[1] - above > PARAGRAPH_GAP * height:
            break
        end += 1
    return end


def _gutter(rows: Sequence[_Row], page: Page, known: float | None) -> tuple[float, int, int] | None:
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


def _covered(row: _Row, page: Page, steps: int) -> int:
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
