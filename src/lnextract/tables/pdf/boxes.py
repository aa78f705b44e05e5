"""Boxes of cells found by another library → a draft with this page's own words."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.page import BBox, Page, Word
from lnextract.tables.pdf.draft import Draft, DraftCell

SAME_EDGE_PT = 2.0


def draft_of_boxes(page: Page, boxes: Sequence[BBox]) -> Draft:
    """The draft whose cells are boxes (points from the top left), filled with the words that lie in them."""
    xs = _edges([x for box in boxes for x in (box[0], box[2])])
    ys = _edges([y for box in boxes for y in (box[1], box[3])])
    cells = []
    for x0, top, x1, bottom in boxes:
        row, last_row = _at(ys, top), _at(ys, bottom)
        column, last_column = _at(xs, x0), _at(xs, x1)
        words = [
            word
            for word in page.words
            if x0 <= (word.x0 + word.x1) / 2 < x1 and top <= (word.top + word.bottom) / 2 < bottom
        ]
        cells.append(DraftCell(row, column, words, max(1, last_row - row), max(1, last_column - column)))
    return Draft(cells, max(0, len(ys) - 1), max(0, len(xs) - 1), 1)


def _edges(places: Sequence[float]) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > SAME_EDGE_PT:
            out.append(place)
    return out


def _at(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


def meets(box: BBox, region: BBox) -> bool:
    """Whether two boxes overlap."""
    return min(box[2], region[2]) > max(box[0], region[0]) and min(box[3], region[3]) > max(box[1], region[1])


def holds(region: BBox | None, word: Word) -> bool:
    """Whether a word's middle lies in a region; no region is the whole page."""
    if region is None:
        return True
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]
