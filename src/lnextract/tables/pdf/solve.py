"""The words of a table without closed cells → its rows and columns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.model.page import Word
from lnextract.tables.pdf.columns import Column, find_columns, touched
from lnextract.tables.pdf.draft import Draft, DraftCell
from lnextract.tables.pdf.headers import header_cells
from lnextract.tables.pdf.lines import Chunk, TextLine, chunks_of, lines_of
from lnextract.tables.pdf.printed import YEARISH, is_value
from lnextract.tables.pdf.rows import BodyLine, join_rows, place_line, value_columns
from lnextract.tables.pdf.rules import Rule

HEADER_RULE = 0.55
"""A line across this share of the table may end its header."""
LONE_SIGN = "%"
"""The last line of a head such as «Förbrukat %»."""
MOST_HEADER_SHARE = 0.6
"""No header takes more of a table's lines."""
MOST_RULED_HEADER = 5
"""So many lines above the first line across may be a header though they hold figures."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a table before its words are placed."""

    across: tuple[Rule, ...] = ()
    separators: tuple[float, ...] = ()
    """x of lines down the table."""
    blank: float = 0.27
    """Usual blank in font sizes."""
    header_bottom: float | None = None
    """Where shading or lines end the header for certain."""


def solve(words: Sequence[Word], evidence: Evidence) -> Draft | None:
    """The draft of a table; None where its words show fewer than two columns."""
    lines = lines_of(words)
    if not lines:
        return None
    chunks = [chunks_of(line, evidence.blank) for line in lines]
    columns = find_columns([row for row in chunks if len(row) > 1], evidence.separators)
    if len(columns) < 2:
        return None
    placed = [place_line(line, row, columns) for line, row in zip(lines, chunks, strict=True)]
    count = header_length(placed, columns, evidence)
    body_rows = [row for row in chunks[count:] if len(row) > 1]
    better = find_columns(body_rows, evidence.separators) if len(body_rows) > 1 else columns
    if len(better) >= 2:
        columns = _with_header_columns(better, chunks[:count])
    return _draft(lines, chunks, count, columns, evidence)


def _with_header_columns(columns: list[Column], header: Sequence[Sequence[Chunk]]) -> list[Column]:
    """The body's columns and those that only a header names, where it names more than the body fills."""
    fullest = max(header, key=len, default=())
    if len(fullest) <= len(columns):
        return columns
    lone = [chunk for chunk in fullest if not touched(columns, chunk.x0, chunk.x1)]
    return sorted([*columns, *(Column(chunk.x0, chunk.x1) for chunk in lone)], key=lambda column: column.x0)


def _draft(
    lines: Sequence[TextLine],
    chunks: Sequence[Sequence[Chunk]],
    count: int,
    columns: Sequence[Column],
    evidence: Evidence,
) -> Draft:
    cells, depth = header_cells(lines[:count], columns, evidence.across, evidence.blank)
    body = [place_line(line, row, columns) for line, row in zip(lines[count:], chunks[count:], strict=True)]
    values = value_columns(body, len(columns))
    across = [rule for rule in evidence.across if _wide(rule, columns, 0.5)]
    rows = join_rows(body, values, across)
    if not cells:
        depth = 0
    for at, row in enumerate(rows):
        joined: dict[tuple[int, int], list[Word]] = {}
        for line in row.lines:
            for place, parts in line.cells.items():
                joined.setdefault(place, []).extend(word for part in parts for word in part.words)
        cells += _row_cells(depth + at, joined)
    return Draft(cells, depth + len(rows), len(columns), depth)


def _row_cells(row: int, joined: dict[tuple[int, int], list[Word]]) -> list[DraftCell]:
    """A row's cells; parts that begin in one column are one cell."""
    out: list[DraftCell] = []
    for (first, last), words in sorted(joined.items()):
        if out and out[-1].column + out[-1].column_span > first:
            if out[-1].column == first:
                out[-1].words += words
                continue
            out[-1].column_span = first - out[-1].column
        out.append(DraftCell(row, first, words, 1, last - first + 1))
    return out


def header_length(placed: Sequence[BodyLine], columns: Sequence[Column], evidence: Evidence) -> int:
    """How many lines the header takes."""
    first = _first_data_line(placed, len(columns))
    if evidence.header_bottom is not None:
        return sum(line.line.middle < evidence.header_bottom for line in placed)
    wide = [rule.at for rule in evidence.across if _wide(rule, columns, HEADER_RULE)]
    limit = placed[first].line.middle if first is not None else placed[-1].line.middle
    inside = [at for at in wide if placed[0].line.middle < at < limit]
    heading = [at for at in wide if placed[0].line.middle < at < placed[-1].line.middle]
    if first is not None and not inside and heading and _above(placed, heading[0]) <= MOST_RULED_HEADER:
        return _above(placed, heading[0])
    if inside and (first is not None or _above(placed, min(inside)) <= 4):
        return _above(placed, _last_header_rule(placed, inside) if first is not None else min(inside))
    if first is None:
        return _bold_lines(placed)
    count = first
    while (
        count > 0
        and placed[count - 1].columns == {0}
        and len(placed[count - 1].cells) == 1
        and _over(placed, count)
    ):
        count -= 1
    return count if count <= MOST_HEADER_SHARE * len(placed) or count <= 2 else 0


def _last_header_rule(placed: Sequence[BodyLine], inside: Sequence[float]) -> float:
    """The lowest line above the data below which no group heading stands."""
    for at, after in itertools.pairwise(inside):
        band = [line for line in placed if at < line.line.middle < after]
        if band and all(line.columns == {0} for line in band):
            return at
    return inside[-1]


def _over(placed: Sequence[BodyLine], count: int) -> bool:
    """Whether a label line stands above data as a group heading, not beside the last header line."""
    line = placed[count - 1]
    return all(chunk.x1 - chunk.x0 > 0 for chunk in line.chunks_at(0)) and count - 1 > 0


def _above(placed: Sequence[BodyLine], y: float) -> int:
    return sum(line.line.middle < y for line in placed)


def _bold_lines(placed: Sequence[BodyLine]) -> int:
    count = 0
    while count < len(placed) and all(word.bold for word in placed[count].line.words):
        count += 1
    return count if 0 < count < len(placed) and count <= 4 else 0


def _first_data_line(placed: Sequence[BodyLine], columns: int) -> int | None:
    """The first line that holds figures which are no years heading columns."""
    values = value_columns(placed[len(placed) // 3 :] or placed, columns) - {0}
    if not values:
        return None
    for index, line in enumerate(placed):
        texts = [line.text_at(column) for column in sorted(values & line.columns)]
        figures = [text for text in texts if is_value(text) and text != LONE_SIGN]
        if not figures or len(figures) < 0.5 * len(texts):
            continue
        if all(YEARISH.fullmatch(text) for text in figures) and not _years_below(placed, index, values):
            continue
        if _counts_up(figures) and index < len(placed) - 1 and len(figures) > 2:
            continue
        return index
    return None


def _counts_up(figures: Sequence[str]) -> bool:
    """1 2 3 4: numbers of columns."""
    return all(text.isdigit() for text in figures) and all(
        int(right) == int(left) + 1 for left, right in itertools.pairwise(figures)
    )


def _years_below(placed: Sequence[BodyLine], index: int, values: set[int]) -> bool:
    """Whether the figures below are years too: then years are this table's data."""
    below = [line.text_at(column) for line in placed[index + 1 :] for column in values & line.columns]
    return bool(below) and sum(bool(YEARISH.fullmatch(text)) for text in below) > 0.5 * len(below)


def _wide(rule: Rule, columns: Sequence[Column], share: float) -> bool:
    return rule.covers(columns[0].x0, columns[-1].x1) >= share
