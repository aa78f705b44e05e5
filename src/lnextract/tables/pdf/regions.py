"""Where tables without closed cells stand on a page: runs of lines with two or more aligned chunks."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.knowledge.headers import COVERAGE_MIN, coverage
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.page import Word
from lnextract.tables.pdf.columns import Column, find_columns
from lnextract.tables.pdf.page_words import PageLine, PageWords
from lnextract.tables.pdf.printed import is_caption, is_list_mark, is_note, is_unit_line
from lnextract.tables.pdf.rules import Rules

RUN_GAP = 3.4
"""Lines of one table lie at most so many font sizes apart, where no line is drawn around them."""
MOST_SINGLES = 4
"""So many lines with one chunk may stand between two rows: wrapped labels, group headings."""
FILLED_SHARE = 0.6
FLUSH_PT = 2.0
FLUSH_SHARE = 0.75
"""So many cells of a table of words begin or end where their column does."""
LARGER = 1.15
"""Headings between tables are larger than cells by this much."""
LEAST_LONE_CELLS = 3
"""Cells of a row that stands alone below its header."""
SENTENCE_SHARE = 0.6
SENTENCE_LETTERS = 45
WIDE = 0.6
"""A line across this share of a table bounds it."""
HEADER_REACH = 4.0
"""A rule above a header lies at most so many font sizes above the first line of the run."""
HEADER_GAP = 2.0
"""Lines of a header lie at most so many font sizes apart."""
WRAPPED_GAP = 0.6
"""Lines of one cell lie nearer than so many font sizes."""
MOST_HEADER_LINES = 8
SHORT_LETTERS = 28
"""Cells of words hold fewer letters on average."""
LONGEST_MARK = 9
"""Letters of a bullet: fonts without names for their signs write it as a code."""


@dataclass(slots=True)
class Region:
    """Words of one table, and the lines drawn in and around it."""

    words: list[Word]
    rules: Rules
    caption: list[str]


def table_regions(page: PageWords, rules: Rules) -> list[Region]:
    """The regions of a page that hold tables, from top to bottom."""
    lines = page.parted
    regions = []
    for start, end in _runs(lines, rules):
        region = _region(lines, start, end, rules)
        if region is not None:
            regions.append(region)
    return regions


def _runs(lines: Sequence[PageLine], rules: Rules) -> list[tuple[int, int]]:
    """First and last index of each run of row-like lines."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    last = 0
    for index, line in enumerate(lines):
        if not line.row_like:
            continue
        if start is not None and _goes_on(lines, last, index, rules):
            last = index
            continue
        if start is not None:
            runs.append((start, last))
        start, last = index, index
    if start is not None:
        runs.append((start, last))
    return runs


def _goes_on(lines: Sequence[PageLine], last: int, index: int, rules: Rules) -> bool:
    between = [
        line for line in lines[last + 1 : index] if _shares(line, lines[last]) or _shares(line, lines[index])
    ]
    if any(line.prose for line in between) or len(between) > MOST_SINGLES:
        return False
    if any(is_caption(line.line.text) or is_note(line.line.text) for line in between):
        return False
    size = max(lines[last].line.size, lines[index].line.size)
    if any(_stands_apart(line, lines[last], lines[index], size) for line in between):
        return False
    steps = [lines[last], *between, lines[index]]
    return all(
        right.line.core_top - left.line.core_bottom < RUN_GAP * size
        for left, right in itertools.pairwise(steps)
    )


def _stands_apart(line: PageLine, before: PageLine, after: PageLine, size: float) -> bool:
    """Whether a line between two rows is a heading or a sentence over the whole width."""
    if line.line.size > LARGER * size:
        return True
    if len(line.chunks) != 1:
        return False
    whole = max(before.line.x1, after.line.x1) - min(before.line.x0, after.line.x0)
    return line.line.x1 - line.line.x0 > SENTENCE_SHARE * whole and len(line.line.text) > SENTENCE_LETTERS


def _shares(line: PageLine, other: PageLine) -> bool:
    return min(line.line.x1, other.line.x1) > max(line.line.x0, other.line.x0)


def _region(lines: Sequence[PageLine], start: int, end: int, rules: Rules) -> Region | None:
    rows = [line for line in lines[start : end + 1] if line.row_like]
    x0 = min(line.line.x0 for line in rows)
    x1 = max(line.line.x1 for line in rows)
    first = header_start(lines, start, x0, x1, rules)
    last = _last_line(lines, end, x0, x1, rules)
    kept = [
        line for line in lines[first : last + 1] if not line.prose and line.line.x0 < x1 and line.line.x1 > x0
    ]
    top, bottom = kept[0].line.core_top, kept[-1].line.core_bottom
    near = rules.within(x0, top, x1, bottom, 1.2 * kept[0].line.size)
    wide = [rule for rule in near.across if rule.covers(x0, x1) >= WIDE]
    if not _is_table(rows, kept, len(wide)):
        return None
    words = [word for line in kept for word in line.line.words]
    return Region(words, near, [])


def _is_table(rows: Sequence[PageLine], kept: Sequence[PageLine], wide_rules: int) -> bool:
    columns = find_columns([row.chunks for row in rows])
    if len(columns) < 2 or len(rows) < 2:
        return False
    cells = [chunk for row in rows for chunk in row.chunks[1:]]
    values = sum(chunk.value for chunk in cells)
    share = values / len(cells)
    if _is_list(rows):
        return False
    if wide_rules >= 2:
        return share > 0.3 or (_short(rows) and len(rows) >= 2)
    if _is_header_and_row(rows):
        return True
    if len(rows) < 3:
        return False
    if len(columns) == 2 and share < 0.6:
        return False
    return share >= 0.5 or (
        len(columns) >= 3 and len(rows) >= max(4, 0.6 * len(kept)) and _in_columns(rows, columns)
    )


def _is_header_and_row(rows: Sequence[PageLine]) -> bool:
    """Whether the vocabulary knows all lines but the last as a header, and that holds figures: the beginning
    of a table that goes on over the page."""
    last = rows[-1].chunks
    if len(last) < LEAST_LONE_CELLS or last[0].value or not all(chunk.value for chunk in last[1:]):
        return False
    heads = [chunk.text for row in rows[:-1] for chunk in row.chunks]
    if any(row.chunks[0].value for row in rows[:-1]):
        return False
    return coverage(load_vocabulary().headers.segment("   ".join(heads))) >= COVERAGE_MIN


def _in_columns(rows: Sequence[PageLine], columns: Sequence[Column]) -> bool:
    """Whether words fill most places and begin (or end) at one place in each column:
    no addresses, no labels."""
    chunks = [chunk for row in rows for chunk in row.chunks]
    if len(chunks) < FILLED_SHARE * len(rows) * len(columns):
        return False
    flush = sum(
        any(
            abs(chunk.x0 - column.x0) < FLUSH_PT or abs(chunk.x1 - column.x1) < FLUSH_PT for column in columns
        )
        for chunk in chunks
    )
    return flush >= FLUSH_SHARE * len(chunks)


def _short(rows: Sequence[PageLine]) -> bool:
    """Whether the chunks are as short as cells are."""
    chunks = [
        chunk for row in rows for chunk in row.chunks if not chunk.value and not is_list_mark(chunk.text)
    ]
    return sum(len(chunk.text) for chunk in chunks) <= SHORT_LETTERS * len(chunks)


def _is_list(rows: Sequence[PageLine]) -> bool:
    """Whether each row opens with one and the same short mark."""
    marks = {row.chunks[0].text for row in rows}
    return (
        len(rows) > 2 and len(marks) == 1 and not rows[0].chunks[0].value and len(marks.pop()) <= LONGEST_MARK
    )


def header_start(lines: Sequence[PageLine], start: int, x0: float, x1: float, rules: Rules) -> int:
    """The index of the first header line above a run."""
    wide = [rule.at for rule in rules.across if rule.covers(x0, x1) >= WIDE]
    size = lines[start].line.size
    first = start
    ruled = start
    for index in range(start - 1, max(-1, start - 1 - MOST_HEADER_LINES), -1):
        line = lines[index]
        if line.line.x1 < x0 or line.line.x0 > x1:
            continue
        if line.prose or line.line.size > LARGER * size or _titles(line, x0, x1):
            break
        below = lines[first if first < ruled else ruled]
        if below.line.core_top - line.line.core_bottom > HEADER_GAP * size:
            break
        ruled = index
        if any(line.line.core_top - HEADER_REACH * size < at < line.line.middle for at in wide):
            above = max(at for at in wide if at < line.line.middle)
            if index == 0 or lines[index - 1].line.middle < above:
                return index
        if first == index + 1 and (
            _heads_columns(line, lines[start], x0, x1) or wraps_into(line, lines[first])
        ):
            first = index
    return first


def _titles(line: PageLine, x0: float, x1: float) -> bool:
    """Whether a line holds a caption, or a unit line alone, over a stretch of the page."""
    over = [chunk for chunk in line.chunks if chunk.x1 > x0 and chunk.x0 < x1]
    return any(is_caption(chunk.text) for chunk in over) or (len(over) == 1 and is_unit_line(over[0].text))


def _heads_columns(line: PageLine, row: PageLine, x0: float, x1: float) -> bool:
    """Whether a line above a run stands over its columns, not over the whole as a title does."""
    if len(line.chunks) > 1:
        return True
    chunk = line.chunks[0]
    return chunk.x0 > row.chunks[0].x1 or (chunk.x0 > x0 + 0.3 * (x1 - x0))


def wraps_into(line: PageLine, below: PageLine) -> bool:
    """Whether a line is the first of a bold head of labels that goes on below it."""
    if len(line.chunks) != 1 or len(below.chunks) < 2:
        return False
    chunk, label = line.chunks[0], below.chunks[0]
    tight = below.line.core_top - line.line.core_bottom < WRAPPED_GAP * chunk.size
    inside = abs(chunk.x0 - label.x0) < FLUSH_PT and chunk.x1 < below.chunks[1].x0
    return tight and inside and chunk.bold and all(each.bold for each in below.chunks)


def _last_line(lines: Sequence[PageLine], end: int, x0: float, x1: float, rules: Rules) -> int:
    """The index of the last line: single lines below a run that a closing rule takes in."""
    wide = [rule.at for rule in rules.across if rule.covers(x0, x1) >= WIDE]
    label = lines[end].chunks[0]
    bottom = lines[end].line.core_bottom
    size = lines[end].line.size
    last = end
    for index in range(end + 1, min(len(lines), end + 4)):
        line = lines[index]
        if line.prose or is_note(line.line.text) or line.line.x0 > x1 or line.line.x1 < x0:
            break
        if line.line.core_top - bottom > HEADER_GAP * size:
            break
        if any(lines[end].line.middle < at < line.line.middle for at in wide):
            break
        in_label = line.line.x1 < lines[end].chunks[1].x0 and abs(line.line.x0 - label.x0) < size
        wrapped = index == last + 1 and line.line.core_top - bottom < WRAPPED_GAP * size
        if wrapped and len(line.chunks) == 1 and line.line.text[:1].islower() and in_label:
            last = index
        if any(line.line.middle < at < line.line.core_bottom + HEADER_GAP * size for at in wide):
            last = index
        bottom = line.line.core_bottom
    return last
