"""Header lines of a table → header cells: stacked lines joined, spanners over the columns they head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.model.page import Word
from lnextract.tables.pdf.columns import Column, edges_of, touched
from lnextract.tables.pdf.draft import DraftCell
from lnextract.tables.pdf.lines import Chunk, TextLine
from lnextract.tables.pdf.rules import Rule

_DIGIT = re.compile(r"\d")
FLUSH_EM = 0.1
"""A word that ends so near a column's edge ends with it."""
SPLIT_EM = 0.38
"""A gap this wide across a column's edge parts two headers that nearly touch."""
CENTRE_EM = 1.0
"""A spanner's middle lies so near the middle of its columns."""
MOST_ASTRAY = 3
"""One of so many header parts may be out of line."""
ALIGNED_EM = 0.3
"""Lines of one header begin, end or are centred within so much."""
UNDERLINE_EM = 1.3
"""A spanner's line lies within so many font sizes below its words."""
WHOLE = 0.9
"""A line across so much of the table underlines no single spanner."""


@dataclass(slots=True)
class HeaderCell:
    """Words over columns `first` to `last`."""

    first: int
    last: int
    words: list[Word]
    top: float
    bottom: float
    below: list[HeaderCell] = field(default_factory=list)

    @property
    def level(self) -> int:
        """0 for the lowest header, 1 for a spanner over it."""
        return 1 + max((cell.level for cell in self.below), default=-1)


def header_cells(
    lines: Sequence[TextLine], columns: Sequence[Column], rules: Sequence[Rule], blank: float
) -> tuple[list[DraftCell], int]:
    """The cells of the header and how many rows they make."""
    cells: list[HeaderCell] = []
    below: Sequence[Chunk | Column] = columns
    spanned = []
    for line in reversed(lines):
        below = _chunks_over(line, columns, rules, blank, below)
        spanned.append(_spans(below, columns, rules, is_lowest=line is lines[-1]))
    for spans in reversed(spanned):
        for (first, last), words in spans:
            _stack(cells, first, last, words, rules)
    _order(cells)
    depth = 1 + max((cell.level for cell in cells), default=-1)
    return [_draft(cell, cells, depth) for cell in cells], depth


def _draft(cell: HeaderCell, cells: Sequence[HeaderCell], depth: int) -> DraftCell:
    """A cell from its level up to the one above it, so that a lone header takes all header rows."""
    above = [other.level for other in cells if cell in other.below]
    highest = min(above, default=depth) - 1
    lowest = 1 + max((other.level for other in cell.below), default=-1)
    return DraftCell(
        depth - 1 - highest, cell.first, cell.words, highest - lowest + 1, cell.last - cell.first + 1
    )


def _stack(cells: list[HeaderCell], first: int, last: int, words: list[Word], rules: Sequence[Rule]) -> None:
    """Puts words below what stands over their columns: more lines of it, or a cell of their own."""
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    size = max(word.size for word in words)
    over = [cell for cell in cells if cell.first <= last and first <= cell.last]
    over = [cell for cell in over if not any(other in over for other in cell.below)]
    lowest = max(over, key=lambda cell: cell.bottom, default=None)
    if lowest is not None and top - lowest.bottom < 0.8 * size and not _ruled_between(lowest, words, rules):
        same = (lowest.first, lowest.last) == (first, last)
        alone = len(over) == 1
        if same or (alone and lowest.first == lowest.last and first <= lowest.first <= last):
            lowest.words += words
            lowest.bottom = bottom
            return
    cell = HeaderCell(first, last, words, top, bottom)
    for upper in over:
        upper.below.append(cell)
    cells.append(cell)


def _ruled_between(cell: HeaderCell, words: Sequence[Word], rules: Sequence[Rule]) -> bool:
    x0, x1 = min(word.x0 for word in words), max(word.x1 for word in words)
    top = max(word.top for word in words)
    last_line = max(word.top for word in cell.words)
    return any(last_line + 1 < rule.at <= top + 3 and rule.covers(x0, x1) > 0.5 for rule in rules)


def _order(cells: list[HeaderCell]) -> None:
    """A spanner's own columns only: what lies partly outside stands beside it, not below."""
    for cell in cells:
        cell.below = [other for other in cell.below if other is not cell]


def _spans(
    chunks: Sequence[Chunk], columns: Sequence[Column], rules: Sequence[Rule], *, is_lowest: bool
) -> list[tuple[tuple[int, int], list[Word]]]:
    """A header line's chunks with the columns that each heads."""
    edges = edges_of(columns)
    taken = [_columns_of(chunk, columns, edges) for chunk in chunks]
    out: list[tuple[tuple[int, int], list[Word]]] = []
    for index, chunk in enumerate(chunks):
        first, last = taken[index]
        underlined = _underlined(chunk, columns, rules)
        if underlined is not None:
            first, last = underlined
        elif last > first and not is_lowest:
            low = taken[index - 1][1] + 1 if index else 0
            high = taken[index + 1][0] - 1 if index + 1 < len(chunks) else len(columns) - 1
            first, last = _centred(chunk, columns, (first, last), (low, high))
        if out and out[-1][0][1] >= first:
            if out[-1][0][0] == first and last == first:
                out[-1][1].extend(chunk.words)
                continue
            if out[-1][0][1] > out[-1][0][0]:
                out[-1] = ((out[-1][0][0], max(out[-1][0][0], first - 1)), out[-1][1])
            first = max(first, out[-1][0][1] + 1) if last > out[-1][0][1] else first
        if out and out[-1][0][1] >= first:
            out[-1][1].extend(chunk.words)
            continue
        out.append(((first, max(first, last)), list(chunk.words)))
    return out


def _centred(
    chunk: Chunk, columns: Sequence[Column], over: tuple[int, int], limits: tuple[int, int]
) -> tuple[int, int]:
    """The widest run of columns, within limits, over whose middle a spanner stands."""
    middle = (chunk.x0 + chunk.x1) / 2
    best = over
    for first in range(max(0, limits[0]), over[0] + 1):
        for last in range(over[1], max(over[1], limits[1]) + 1):
            off = abs((columns[first].x0 + columns[last].x1) / 2 - middle)
            if off <= CENTRE_EM * chunk.size and last - first > best[1] - best[0] and first > 0:
                best = (first, last)
    return best


def _chunks_over(
    line: TextLine,
    columns: Sequence[Column],
    rules: Sequence[Rule],
    blank: float,
    below: Sequence[Chunk | Column],
) -> list[Chunk]:
    """A header line's chunks; those that stand over several chunks, word by word, are taken apart."""
    out: list[Chunk] = []
    for chunk in _header_chunks(line, columns, blank):
        if _underlined(chunk, columns, rules) is not None:
            out.append(chunk)
            continue
        out += _apart(chunk, [low for low in below if low.x1 > chunk.x0 - 1 and low.x0 < chunk.x1 + 1])
    return out


def _apart(chunk: Chunk, below: Sequence[Chunk | Column]) -> list[Chunk]:
    """A chunk cut between the chunks below it, where each part is aligned with the one that it stands
    over."""
    if len(below) < 2 or len(chunk.words) < len(below):
        return [chunk]
    parts: list[list[Word]] = [[] for _ in below]
    for word in chunk.words:
        middle = (word.x0 + word.x1) / 2
        nearest = min(range(len(below)), key=lambda at: _distance(below[at], middle))
        parts[nearest].append(word)
    if not all(parts):
        return [chunk]
    pairs = [(Chunk(part), low) for part, low in zip(parts, below, strict=True)]
    astray = sum(not _aligned(part, low) for part, low in pairs)
    return [part for part, _ in pairs] if astray <= len(pairs) // MOST_ASTRAY else [chunk]


def _distance(chunk: Chunk | Column, x: float) -> float:
    return max(chunk.x0 - x, x - chunk.x1, 0.0) + 0.01 * abs((chunk.x0 + chunk.x1) / 2 - x)


def _aligned(upper: Chunk, lower: Chunk | Column) -> bool:
    near = ALIGNED_EM * upper.size
    centres = abs((upper.x0 + upper.x1) - (lower.x0 + lower.x1)) / 2
    return min(abs(upper.x0 - lower.x0), abs(upper.x1 - lower.x1), centres) < near


def _header_chunks(line: TextLine, columns: Sequence[Column], blank: float) -> list[Chunk]:
    edges = edges_of(columns)
    chunks: list[Chunk] = []
    usual = max(SPLIT_EM, 1.35 * blank)
    for word in line.words:
        if chunks:
            left = chunks[-1].words[-1]
            gap = word.x0 - left.x1
            crosses = any(
                left.x1 - 0.3 * left.size <= edge <= word.x0 + 0.3 * word.size for edge in edges[1:-1]
            )
            figures = (
                crosses and _DIGIT.search(left.text) and _DIGIT.search(word.text) and gap > 0.15 * word.size
            )
            flush = crosses and gap > 0.9 * blank * word.size and _flush(left, word, columns)
            if figures or flush:
                chunks.append(Chunk([word]))
                continue
            if gap < usual * word.size or (not crosses and gap < 1.2 * word.size):
                chunks[-1].add((word,))
                continue
        chunks.append(Chunk([word]))
    return chunks


def _flush(left: Word, right: Word, columns: Sequence[Column]) -> bool:
    """Whether two words end and begin where columns do:
    no accident, but two right (or left) aligned headers."""
    near = FLUSH_EM * left.size
    return any(abs(left.x1 - column.x1) < near for column in columns[:-1]) or any(
        abs(right.x0 - column.x0) < near for column in columns[1:]
    )


def _columns_of(chunk: Chunk, columns: Sequence[Column], edges: Sequence[float]) -> tuple[int, int]:
    """The columns whose strip a chunk takes a good part of."""
    taken = [
        index
        for index in range(len(columns))
        if (shared := min(chunk.x1, edges[index + 1]) - max(chunk.x0, edges[index])) > 0
        and shared > 0.25 * min(chunk.width, edges[index + 1] - edges[index])
    ]
    if not taken:
        middle = (chunk.x0 + chunk.x1) / 2
        nearest = min(range(len(columns)), key=lambda at: abs((columns[at].x0 + columns[at].x1) / 2 - middle))
        return nearest, nearest
    if len(taken) > 1:
        over = touched(columns, chunk.x0, chunk.x1, 1.0)
        inside = [at for at in taken if at in over]
        taken = inside or taken
    return taken[0], taken[-1]


def _underlined(chunk: Chunk, columns: Sequence[Column], rules: Sequence[Rule]) -> tuple[int, int] | None:
    """The columns over the line that underlines a spanner."""
    whole = columns[-1].x1 - columns[0].x0
    for rule in rules:
        if not -2 <= rule.at - chunk.bottom + 0.25 * chunk.size <= UNDERLINE_EM * chunk.size:
            continue
        if rule.length > WHOLE * whole or rule.covers(chunk.x0, chunk.x1) < 0.8:
            continue
        under = [index for index, column in enumerate(columns) if rule.covers(column.x0, column.x1) > 0.5]
        if under:
            return under[0], under[-1]
    return None
