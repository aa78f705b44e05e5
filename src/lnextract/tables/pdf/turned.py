"""Pages whose words run up, down or upside down: read in a frame turned upright, boxes turned back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Fill, Page, Ruling, Word
from lnextract.model.spans import PageSpan

Direction = Literal[0, 90, 180, 270]

LEAST_WORDS = 12
TURNED_SHARE = 0.4
"""A page with this share of its words turned one way holds a turned table, not only turned headers."""


def main_directions(page: Page) -> list[Direction]:
    """The writing directions in which a page may hold tables."""
    if not any(word.direction for word in page.words):
        return [0]
    counts: Counter[Direction] = Counter(word.direction for word in page.words)
    turned: list[Direction] = [
        direction
        for direction in (90, 180, 270)
        if counts[direction] >= LEAST_WORDS and counts[direction] > TURNED_SHARE * len(page.words)
    ]
    return [0, *turned]


def upright(page: Page, direction: Direction) -> Page:
    """The page turned so that words of that direction run from left to right; other words left out."""
    turn = _turning(direction, page.width, page.height)
    sideways = direction in (90, 270)
    return Page(
        number=page.number,
        width=page.height if sideways else page.width,
        height=page.width if sideways else page.height,
        words=tuple(_moved_word(word, turn(word.bbox)) for word in page.words if word.direction == direction),
        rulings=tuple(
            _moved_ruling(each, turn((each.x0, each.top, each.x1, each.bottom))) for each in page.rulings
        ),
        fills=tuple(
            _moved_fill(each, turn((each.x0, each.top, each.x1, each.bottom))) for each in page.fills
        ),
        text_layer=page.text_layer,
    )


def turned_back(grid: Grid, direction: Direction, width: float, height: float) -> Grid:
    """A grid of an upright page with its boxes on the page as shown; `width` and `height` are that page's."""
    back = _turning_back(direction, width, height)

    def box(span: PageSpan) -> PageSpan:
        x0, top, x1, bottom = back(span.bbox)
        return PageSpan(page=span.page, bbox=(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))

    if isinstance(grid.span, PageSpan):
        grid.span = box(grid.span)
    grid.cells = [
        replace(cell, span=box(cell.span)) if isinstance(cell.span, PageSpan) else cell for cell in grid.cells
    ]
    return grid


def _moved_word(word: Word, box: BBox) -> Word:
    return replace(word, x0=box[0], top=box[1], x1=box[2], bottom=box[3], direction=0)


def _moved_ruling(ruling: Ruling, box: BBox) -> Ruling:
    return Ruling(*box, thickness=ruling.thickness)


def _moved_fill(fill: Fill, box: BBox) -> Fill:
    return Fill(*box, color=fill.color)


def _turning(direction: Direction, width: float, height: float) -> Callable[[BBox], BBox]:
    if direction == 90:
        return lambda box: (height - box[3], box[0], height - box[1], box[2])
    if direction == 270:
        return lambda box: (box[1], width - box[2], box[3], width - box[0])
    return lambda box: (width - box[2], height - box[3], width - box[0], height - box[1])


def _turning_back(direction: Direction, width: float, height: float) -> Callable[[BBox], BBox]:
    if direction == 90:
        return lambda box: (box[1], height - box[2], box[3], height - box[0])
    if direction == 270:
        return lambda box: (width - box[3], box[0], width - box[1], box[2])
    return _turning(direction, width, height)
