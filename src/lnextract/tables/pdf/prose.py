"""Running text told apart from cells: lines of one left edge that are full, because they were wrapped."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.tables.pdf.lines import Chunk
from lnextract.tables.pdf.printed import is_value

LEADING = 1.9
"""Lines of one paragraph lie at most so many font sizes apart."""
OVERLAP = 0.7
"""Share of the narrower line that lies over the other."""
PROSE_LETTERS = 24
"""Lines of running text hold at least so many letters on average."""
FULL_SHARE = 0.6
LEAST_LINES = 3
LABEL_SHARE = 0.6
"""A column in which more lines are labels of figures is no text, however full its lines."""


@dataclass(slots=True)
class _Block:
    chunks: list[Chunk]

    @property
    def right(self) -> float:
        return max(chunk.x1 for chunk in self.chunks)

    @property
    def left(self) -> float:
        return min(chunk.x0 for chunk in self.chunks)


def prose_chunks(rows: Sequence[Sequence[Chunk]]) -> set[int]:
    """`id`s of the chunks that are running text. `rows`: the page's lines as widely parted chunks."""
    out: set[int] = set()
    labels = {id(chunk) for row in rows for chunk in _labels(row)}
    for block in _blocks(rows):
        if _is_prose(block) and sum(id(chunk) in labels for chunk in block.chunks) < LABEL_SHARE * len(
            block.chunks
        ):
            out.update(id(chunk) for chunk in block.chunks)
    return out


def _labels(row: Sequence[Chunk]) -> list[Chunk]:
    """The chunks that begin as a label does and have a figure right beside them."""
    return [
        chunk
        for chunk, beside in itertools.pairwise(row)
        if not chunk.text[0].islower() and is_value(beside.words[0].text) and not chunk.value
    ]


def _blocks(rows: Sequence[Sequence[Chunk]]) -> list[_Block]:
    done: list[_Block] = []
    open_blocks: list[_Block] = []
    for row in rows:
        used: list[_Block] = []
        for chunk in row:
            above = [block for block in open_blocks if _follows(block.chunks[-1], chunk)]
            shared = [
                other
                for other in row
                if other is not chunk and above and _follows(above[0].chunks[-1], other)
            ]
            if len(above) == 1 and above[0] not in used and not shared:
                above[0].chunks.append(chunk)
                used.append(above[0])
            else:
                block = _Block([chunk])
                done.append(block)
                used.append(block)
        bottom = max(chunk.bottom for chunk in row)
        open_blocks = [block for block in open_blocks if block not in used and _near(block, bottom)] + used
    return done


def _near(block: _Block, bottom: float) -> bool:
    last = block.chunks[-1]
    return bottom - last.bottom < LEADING * last.size


def _follows(upper: Chunk, lower: Chunk) -> bool:
    left, right = max(upper.x0, lower.x0), min(upper.x1, lower.x1)
    if right <= left or not upper.bottom < lower.bottom <= upper.bottom + LEADING * max(
        upper.size, lower.size
    ):
        return False
    if abs(upper.size - lower.size) > 0.15 * upper.size:
        return False
    return right - left > OVERLAP * min(upper.width, lower.width)


def _is_prose(block: _Block) -> bool:
    chunks = block.chunks
    if len(chunks) < LEAST_LINES:
        return False
    letters = sum(sum(map(str.isalpha, chunk.text)) for chunk in chunks)
    if letters < PROSE_LETTERS * len(chunks):
        return False
    right = block.right
    full = sum(
        chunk.x1 + 0.25 * chunk.size + (after.words[0].x1 - after.words[0].x0) > right - 0.8 * chunk.size
        for chunk, after in itertools.pairwise(chunks)
    )
    return full >= FULL_SHARE * (len(chunks) - 1)
