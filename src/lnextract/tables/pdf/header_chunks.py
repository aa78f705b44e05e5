"""A header line cut into the words of each column, where white alone does not part them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from lnextract.model.page import Word
from lnextract.tables.pdf.columns import Column, edges_of
from lnextract.tables.pdf.lines import BLANKS, CHUNK_EM, Chunk, TextLine
from lnextract.tables.pdf.rules import Rule

FLUSH_EM = 0.2
"""A word that ends so near a column's edge ends with it."""
_DIGIT = re.compile(r"\d")
SPLIT_EM = 0.38
"""A gap this wide across a column's edge parts two headers that nearly touch."""
WIDER = 1.12
"""Between two headers stands more than a blank, by this factor at least."""
MOST_ASTRAY = 3
"""One of so many header parts may be out of line."""
ALIGNED_EM = 0.3
"""Lines of one header begin, end or are centred within so much."""
UNDERLINE_EM = 1.3
"""A spanner's line lies within so many font sizes below its words."""
WHOLE = 0.9
"""A line across so much of the table underlines no single spanner."""


def chunks_over(
    line: TextLine,
    columns: Sequence[Column],
    rules: Sequence[Rule],
    blank: float,
    below: Sequence[Chunk | Column],
) -> list[Chunk]:
    """A header line's chunks; those that stand over several chunks, word by word, are taken apart."""
    out: list[Chunk] = []
    for chunk in _header_chunks(line, columns, blank):
        if underlined_columns(chunk, columns, rules) is not None:
            out.append(chunk)
            continue
        under = [low for low in below if low.x1 > chunk.x0 - 1 and low.x0 < chunk.x1 + 1]
        out += _apart(chunk, under, blank)
    return out


def _apart(chunk: Chunk, below: Sequence[Chunk | Column], blank: float) -> list[Chunk]:
    """A chunk cut between the chunks below it, where each part is aligned with the one below it."""
    if len(below) < 2 or len(chunk.words) < len(below):
        return [chunk]
    parts: list[list[Word]] = [[] for _ in below]
    for word in chunk.words:
        middle = (word.x0 + word.x1) / 2
        nearest = min(range(len(below)), key=lambda at: _distance(below[at], middle))
        parts[nearest].append(word)
    if not all(parts):
        return [chunk]
    narrowest = min(right[0].x0 - left[-1].x1 for left, right in pairwise(parts))
    if narrowest < WIDER * blank * chunk.size:
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
    widest = max(CHUNK_EM, BLANKS * blank)
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
            if gap < usual * word.size or (not crosses and gap < widest * word.size):
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


def underlined_columns(
    chunk: Chunk, columns: Sequence[Column], rules: Sequence[Rule]
) -> tuple[int, int] | None:
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
