"""Tables between lines of one length across: top line, line below the header, bottom line."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from lnextract.tables.pdf.columns import Column, find_columns, touched
from lnextract.tables.pdf.lines import Chunk, TextLine, chunks_of
from lnextract.tables.pdf.page_words import PageLine, PageWords
from lnextract.tables.pdf.printed import YEARISH, is_caption, is_note, is_unit_line, is_value
from lnextract.tables.pdf.regions import (
    HEADER_GAP,
    LARGER,
    MOST_HEADER_LINES,
    WRAPPED_GAP,
    Region,
    header_start,
    wraps_into,
)
from lnextract.tables.pdf.rules import Rule, Rules

SAME_END_PT = 4.0
"""Lines of one frame begin and end within so much of each other."""
PARTED_SHARE = 0.5
"""At least this share of a frame's lines holds more than one chunk."""
PROSE_SHARE = 0.25
"""No more of a frame's lines are running text alone."""
LEAST_PARTED = 2
"""Lines with two chunks that make a table of one stretch."""
LONGEST_HEADING = 70
"""Letters of a group heading."""
MOST_HEADINGS = 2
MOST_ROW_LINES = 5
"""So many lines between two rules may be one row whose label is wrapped."""
SHORTEST_PT = 100.0
ALIGNED_PT = 2.0
"""A cell begins so near where its column does."""
PARTING_GAP = 1.8
"""White of more font sizes between two lines is no part of a row."""


def framed_regions(words: PageWords, rules: Rules) -> list[Region]:
    """The regions between lines of one length whose words stand in columns."""
    frames = _frames(rules.across)
    if not frames:
        return []
    lines, prose, page, blank = words.lines, words.prose, words.parted, words.blank
    out = []
    for frame in frames:
        for run in _runs(frame, lines, prose, blank):
            whole = _lines_below(_lines_above(run, page, frame, rules, blank), page, blank)
            out.append(_region(whole, rules))
    return out


def _lines_above(
    run: Sequence[TextLine], page: Sequence[PageLine], frame: Sequence[Rule], rules: Rules, blank: float
) -> list[TextLine]:
    """The run with the header that stands above its first line, where its first stretch holds figures
    already."""
    x0, x1 = frame[0].start, frame[0].end
    start = next((i for i, line in enumerate(page) if line.line.middle > run[0].middle - 0.5), None)
    if start is None:
        return list(run)
    bold = _bold_lines_above(page, start, run[0])
    if not _heads(bold, run[0], blank):
        bold = []
        if not _begins_with_rows(run, frame, blank):
            return list(run)
    first = min([header_start(page, start, x0, x1, rules), *(page.index(line) for line in bold)])
    above = []
    for line in page[first:start]:
        words = [w for w in line.line.words if x0 - 3 <= (w.x0 + w.x1) / 2 <= x1 + 3]
        if words and not line.prose and line.line.middle < run[0].middle - 1:
            above.append(TextLine(words, line.line.core_top, line.line.core_bottom))
    return [*above, *run]


def _begins_with_rows(run: Sequence[TextLine], frame: Sequence[Rule], blank: float) -> bool:
    """Whether the first stretch holds figures, or nothing but the heading of a group of rows that do."""
    if not _holds_figures(run[0]) and len(chunks_of(run[0], blank)) > 1:
        return False
    end = min((rule.at for rule in frame if rule.at > run[0].middle), default=run[-1].core_bottom)
    first = [line for line in run if line.middle < end]
    lone = all(len(chunks_of(line, blank)) == 1 for line in first)
    return any(_holds_figures(line) for line in (run if lone else first))


def _heads(above: Sequence[PageLine], first: TextLine, blank: float) -> bool:
    """Whether bold lines right above the first rule head columns: over rows that are not bold, or as a row of
    spanners over heads that are."""
    row = chunks_of(first, blank)
    if not above or len(row) < 2:
        return False
    if any(word.bold for word in first.words):
        return above[0].chunks[0].x0 > row[0].x1 and not is_unit_line(above[0].line.text)
    return any(len(line.chunks) > 1 for line in above)


def _bold_lines_above(page: Sequence[PageLine], start: int, first: TextLine) -> list[PageLine]:
    """The lines of a bold header above a line, the lowest first."""
    found: list[PageLine] = []
    below = first
    for line in reversed(page[max(0, start - MOST_HEADER_LINES) : start]):
        near = below.core_top - line.line.core_bottom < HEADER_GAP * first.size
        bold = bool(line.chunks) and all(word.bold for word in line.line.words)
        if not near or not bold or line.line.size > LARGER * first.size or is_caption(line.line.text):
            break
        if line.line.middle < below.middle - 1:
            found.append(line)
            below = line.line
    parted = max((at for at, line in enumerate(found) if len(line.chunks) > 1), default=-1)
    wraps = parted + 1 < len(found) and parted >= 0 and wraps_into(found[parted + 1], found[parted])
    return found[: parted + 1 + wraps] or found[:1]


def _holds_figures(line: TextLine) -> bool:
    texts = [word.text for word in line.words[1:]]
    values = [text for text in texts if is_value(text)]
    return bool(values) and not all(YEARISH.fullmatch(text) for text in values)


def _lines_below(run: list[TextLine], page: Sequence[PageLine], blank: float) -> list[TextLine]:
    """The run with rows that go on below its last line: the last stripe of a zebra may be white."""
    rows = [row for line in run if len(row := chunks_of(line, blank)) > 1]
    columns = find_columns(rows)
    if len(columns) < 2:
        return run
    out = list(run)
    for line in page:
        if (
            line.line.middle <= out[-1].middle + 1
            or line.line.x0 > columns[-1].x1
            or line.line.x1 < columns[0].x0
        ):
            continue
        near = line.line.core_top - out[-1].core_bottom < HEADER_GAP * line.line.size
        fits = all(len(touched(columns, chunk.x0, chunk.x1)) == 1 for chunk in line.chunks)
        worded = all(_begins_column(chunk, columns) for chunk in line.chunks)
        wrapped = (
            worded
            and len(out) > len(run)
            and line.line.core_top - out[-1].core_bottom < WRAPPED_GAP * line.line.size
        )
        goes_on = line.row_like and (line.chunks[-1].value or worded) and not line.chunks[0].value
        label = len(line.chunks) == 1 and line.chunks[0].x1 < columns[1].x0 and line.line.text[:1].islower()
        if not near or line.prose or not fits or not (goes_on or label or wrapped):
            break
        out.append(line.line)
    return out


def _begins_column(chunk: Chunk, columns: Sequence[Column]) -> bool:
    return any(abs(chunk.x0 - column.x0) < ALIGNED_PT for column in columns)


def _frames(across: Sequence[Rule]) -> list[list[Rule]]:
    """Sets of two or more lines that begin and end alike, each from top to bottom."""
    frames: list[list[Rule]] = []
    for rule in across:
        if rule.length < SHORTEST_PT:
            continue
        for frame in frames:
            if abs(frame[0].start - rule.start) < SAME_END_PT and abs(frame[0].end - rule.end) < SAME_END_PT:
                frame.append(rule)
                break
        else:
            frames.append([rule])
    return [frame for frame in frames if len(frame) > 1 and not _within_wider(frame, across)]


def _within_wider(frame: Sequence[Rule], across: Sequence[Rule]) -> bool:
    """Whether a longer line lies among the frame's: then its lines underline spanners or columns."""
    start, end = frame[0].start, frame[0].end
    return any(
        frame[0].at - SAME_END_PT <= rule.at <= frame[-1].at + SAME_END_PT
        and rule.covers(start, end) > 0.9
        and (rule.start < start - SAME_END_PT or rule.end > end + SAME_END_PT)
        for rule in across
    )


def _runs(
    frame: Sequence[Rule], lines: Sequence[TextLine], prose: set[int], blank: float
) -> list[list[TextLine]]:
    """Runs of the frame's stretches that are tabular."""
    out: list[list[TextLine]] = []
    run: list[TextLine] = []
    headings: list[TextLine] = []
    stretches = 0
    for upper, lower in zip(frame, [*frame[1:], None], strict=True):
        inside = _between(lines, upper, lower) if lower is not None else []
        apart = bool(run) and _parts_tables(inside, run[-1].size, prose, blank)
        if inside and not apart and _tabular(inside, prose, blank):
            # Above the first rows a line is the heading of a group only if these are no header.
            above = headings if run or any(_holds_figures(line) for line in inside) else []
            run += above + inside
            headings = []
            stretches += 1
        elif lower and not apart and (not inside or _headings(inside, prose, (run or inside)[-1].size)):
            headings += inside
        else:
            if stretches > 1 or _parted(run, blank) >= LEAST_PARTED:
                # A rule below them closes the table: the last rows' other cells are empty.
                out.append(run + [line for line in headings if _in_stub(line, run, blank)])
            run, headings, stretches = [], [], 0
    return out


def _parts_tables(inside: Sequence[TextLine], size: float, prose: set[int], blank: float) -> bool:
    """Whether one table ends and the next begins between two rules: a heading, a sentence or white between.

    `size`: font size of the rows before.
    """
    if any(line.size > LARGER * size and len(chunks_of(line, blank)) == 1 for line in inside):
        return True
    if any(
        lower.core_top - upper.core_bottom > PARTING_GAP * size for upper, lower in itertools.pairwise(inside)
    ):
        return True
    return len(inside) > 1 and all(id(word) in prose for word in inside[0].words)


def _in_stub(line: TextLine, run: Sequence[TextLine], blank: float) -> bool:
    """Whether a line ends before the second column begins."""
    seconds = [row[1].x0 for each in run if len(row := chunks_of(each, blank)) > 1]
    return bool(seconds) and line.x1 < min(seconds)


def _parted(lines: Sequence[TextLine], blank: float) -> int:
    return sum(len(chunks_of(line, blank)) > 1 for line in lines)


def _headings(lines: Sequence[TextLine], prose: set[int], size: float) -> bool:
    """Whether lines between two rules head a group of rows. `size`: font size of the rows before."""
    if any(line.size > LARGER * size or len(line.text) > LONGEST_HEADING for line in lines):
        return False
    if len(lines) > MOST_HEADINGS or any(is_caption(line.text) or is_note(line.text) for line in lines):
        return False
    return not any(id(word) in prose for line in lines for word in line.words)


def _region(run: Sequence[TextLine], rules: Rules) -> Region:
    words = [word for line in run for word in line.words]
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    near = rules.within(x0, run[0].core_top, x1, run[-1].core_bottom, run[0].size)
    return Region(words, near, [])


def _between(lines: Sequence[TextLine], upper: Rule, lower: Rule) -> list[TextLine]:
    out = []
    for line in lines:
        if not upper.at < line.middle < lower.at:
            continue
        words = [w for w in line.words if upper.start - 3 <= (w.x0 + w.x1) / 2 <= upper.end + 3]
        if words:
            out.append(TextLine(words, line.core_top, line.core_bottom))
    return out


def _tabular(lines: Sequence[TextLine], prose: set[int], blank: float) -> bool:
    """Whether lines between two rules are rows of a table."""
    rows = [chunks_of(line, blank) for line in lines]
    parted = sum(len(row) > 1 for row in rows)
    running = sum(all(id(word) in prose for word in line.words) for line in lines)
    if any(len(row) == 1 and (is_caption(row[0].text) or is_note(row[0].text)) for row in rows):
        return False
    if len(lines) > 1 and lines[0].core_top - lines[-1].core_bottom > 0:
        return False
    if running > PROSE_SHARE * len(lines):
        return False
    wrapped_row = len(lines) <= MOST_ROW_LINES and any(len(row) > 1 and row[-1].value for row in rows)
    return parted >= PARTED_SHARE * len(lines) or wrapped_row
