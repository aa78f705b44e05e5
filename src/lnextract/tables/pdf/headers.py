"""Header lines of a table → header cells: stacked lines joined, spanners over the columns they head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.model.page import Word
from lnextract.tables.pdf.columns import Column, edges_of, touched
from lnextract.tables.pdf.draft import DraftCell
from lnextract.tables.pdf.header_chunks import FLUSH_EM, chunks_over, underlined_columns
from lnextract.tables.pdf.lines import Chunk, TextLine
from lnextract.tables.pdf.rules import Rule

CENTRE_EM = 1.0
"""A spanner's middle lies so near the middle of its columns."""


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
    lower: list[Chunk] = []
    spanned = []
    for line in reversed(lines):
        chunks = chunks_over(line, columns, rules, blank, lower or columns)
        spanned.append(_spans(chunks, columns, rules, lower=lower))
        lower = chunks
    for spans in reversed(spanned):
        for place, words in spans:
            first, last = _under_its_own(cells, words) or place
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


def _under_its_own(cells: Sequence[HeaderCell], words: Sequence[Word]) -> tuple[int, int] | None:
    """The columns of the header whose broken word these go on: below it, flush with it and no wider."""
    x0, x1, top = words[0].x0, max(word.x1 for word in words), min(word.top for word in words)
    size = words[0].size
    for cell in reversed(cells):
        left, right = min(word.x0 for word in cell.words), max(word.x1 for word in cell.words)
        flush = abs(left - x0) < FLUSH_EM * size or abs(right - x1) < FLUSH_EM * size
        if (
            flush
            and left - 1 <= x0
            and x1 <= right + 1
            and top - cell.top >= 0
            and top - cell.bottom < 0.8 * size
        ):
            return (cell.first, cell.last) if cell.first == cell.last else None
    return None


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
    chunks: Sequence[Chunk], columns: Sequence[Column], rules: Sequence[Rule], *, lower: Sequence[Chunk]
) -> list[tuple[tuple[int, int], list[Word]]]:
    """A header line's chunks with the columns that each heads. `lower`: the chunks of the line below."""
    edges = edges_of(columns)
    taken = [_columns_of(chunk, columns, edges) for chunk in chunks]
    out: list[tuple[tuple[int, int], list[Word]]] = []
    lines_below = [underlined_columns(chunk, columns, rules) for chunk in chunks]
    for index, chunk in enumerate(chunks):
        underlined = lines_below[index]
        if underlined is not None and lines_below.count(underlined) == 1:
            _put(out, *underlined, chunk.words)
            continue
        first, last = taken[index]
        low = taken[index - 1][1] + 1 if index else 0
        high = taken[index + 1][0] - 1 if index + 1 < len(chunks) else len(columns) - 1
        if lower and first > 0 and len(chunks) > 1 and (last > first or _spans_several(out)):
            if _begins_with(chunk, lower):
                last = max(last, high)
            else:
                first, last = _centred(chunk, columns, (first, last), (low, high))
        elif lower and last > first:
            first, last = _centred(chunk, columns, (first, last), (low, high))
        _put(out, first, last, chunk.words)
    return out


def _put(
    done: list[tuple[tuple[int, int], list[Word]]], first: int, last: int, words: Sequence[Word]
) -> None:
    """Adds words over columns to those left of them; of a column that both claim the right ones have it."""
    if done and done[-1][0][1] >= first:
        (before, end), held = done[-1]
        if end > before and before < first:
            done[-1] = ((before, first - 1), held)
        elif last > end:
            first = end + 1
        else:
            held.extend(words)
            return
    done.append(((first, max(first, last)), list(words)))


def _spans_several(done: Sequence[tuple[tuple[int, int], list[Word]]]) -> bool:
    """Whether the header before on the line is a spanner: then this one may be, too."""
    return bool(done) and done[-1][0][1] > done[-1][0][0]


def _begins_with(chunk: Chunk, lower: Sequence[Chunk]) -> bool:
    """Whether a spanner is flush left with a header below it: then it heads all up to the next one."""
    return any(abs(chunk.x0 - other.x0) < FLUSH_EM * chunk.size for other in lower)


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
