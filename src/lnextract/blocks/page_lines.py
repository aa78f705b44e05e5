"""Words of pages → lines in reading order, with blank lines where the page leaves room, as in a dump."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lnextract.blocks.reading_order import PARAGRAPH_GAP, Row, reading_order
from lnextract.model.grid import Grid
from lnextract.model.page import Page, Word
from lnextract.model.source import PageLine, PlacedWord
from lnextract.model.spans import PageSpan

LARGE_GAP = 2.5
PAGE_END_LINES = 3
"""Blank lines that stand for a page break."""
WIDE_GAP = 1.6
"""Gap between two words, in font sizes, that parts columns of a line; it is printed as three blanks."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a document's pages; a table is one blank line among them."""

    lines: tuple[PageLine, ...]
    grids: Mapping[int, Grid]
    """The tables, by the number of the line that stands for them."""


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
        before: Row | None = None
        for row in reading_order(page, [grid for grid in grids if _page_of(grid) == page.number]):
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


def _blank_lines(before: Row | None, row: Row) -> int:
    if before is None:
        return 0
    height = min(before.box[3] - before.box[1], row.box[3] - row.box[1]) or 10.0
    gap = row.box[1] - before.box[3]
    if before.grid is not None or row.grid is not None:
        return 1 if gap > 0 else 0
    if gap < -height:
        return 1  # the next column begins at the top again
    return 2 if gap > LARGE_GAP * height else 1 if gap > PARAGRAPH_GAP * height else 0
