"""Decks: whether a dump is one, and the titles of its slides."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from lnextract.blocks.layout import Habits, is_bullet
from lnextract.blocks.numbering import NumberedLine
from lnextract.model.source import Line, PageLine

LEAST_SLIDES = 4
MOST_LINES_A_SLIDE = 20
"""Printed lines of the median slide; a page of a report has 30 or more."""
MOST_NUMBERED_SHARE = 0.3
"""Numbered headings a page: more make it a report."""
MOST_TITLE_LINES = 6
SAME_SIZE_PT = 0.5
DIVIDER_LINES = 3
"""A slide with no more printed lines than these is all title."""


def is_deck(
    lines: Sequence[Line], starts: frozenset[int], numbered: Sequence[NumberedLine], contents: set[int]
) -> bool:
    """Whether the dump is that of slides: many short pages, bullets, no numbered headings."""
    pages = _pages(lines, starts)
    if len(pages) < LEAST_SLIDES or contents:
        return False
    if len(numbered) > max(2.0, MOST_NUMBERED_SHARE * len(pages)):
        return False
    return statistics.median(len(page) for page in pages) <= MOST_LINES_A_SLIDE and (
        statistics.mean(len(page) for page in pages) <= 1.5 * MOST_LINES_A_SLIDE
    )


def _pages(lines: Sequence[Line], starts: frozenset[int]) -> list[list[int]]:
    pages: list[list[int]] = []
    for index, line in enumerate(lines):
        if line.blank:
            continue
        if index in starts or not pages:
            pages.append([])
        pages[-1].append(index)
    return pages


def slide_titles(
    lines: Sequence[Line], free: Sequence[bool], starts: frozenset[int], habits: Habits
) -> list[list[int]]:
    """Indexes of the lines of each slide's title; slides that hold nothing but furniture have none."""
    titles = []
    for page in _pages(lines, starts):
        open_lines = [index for index in page if free[index]]
        if not open_lines or is_bullet(lines[open_lines[0]].text) or len(open_lines) < len(page) - 3:
            continue
        open_lines = _from_largest(lines, open_lines)
        title = [open_lines[0]]
        for at in open_lines[1:MOST_TITLE_LINES]:
            if not _goes_on(lines, title[-1], at, len(open_lines), habits):
                break
            title.append(at)
        if re.search(r"[^\W\d_]|\d{4}", lines[title[0]].text) or len(title) > 1:
            titles.append(title)
    return titles


def _from_largest(lines: Sequence[Line], page: list[int]) -> list[int]:
    """The lines of a slide from the first one in its largest font: a running header above it is smaller."""
    sizes = {index: line.size for index in page if isinstance(line := lines[index], PageLine)}
    if not sizes:
        return page
    first = next(index for index in page if sizes.get(index, 0.0) >= max(sizes.values()) - SAME_SIZE_PT)
    return page[page.index(first) :]


def _goes_on(lines: Sequence[Line], before: int, at: int, printed: int, habits: Habits) -> bool:
    last, text = lines[before].text, lines[at].text.strip()
    one, other = lines[before], lines[at]
    if isinstance(one, PageLine) and isinstance(other, PageLine):
        return abs(one.size - other.size) <= SAME_SIZE_PT and one.bold == other.bold and at - before <= 2
    if is_bullet(lines[at].text) or re.match(r"https?://", text):
        return False
    if text[:1].islower():
        return True
    if habits.blank_means_more or last.endswith(" "):
        capitals = last.strip().isupper() and text.isupper()
        return last.endswith(" ") and (at == before + 1 or printed <= DIVIDER_LINES or capitals)
    return False
