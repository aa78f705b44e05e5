"""The words of a page as lines, running text told apart from what may be cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lnextract.model.page import Word
from lnextract.tables.pdf.lines import Chunk, TextLine, chunks_of, lines_of
from lnextract.tables.pdf.printed import is_caption, is_list_mark
from lnextract.tables.pdf.prose import prose_chunks

PROSE_EM = 1.3
"""Gaps of justified text stay below this many font sizes."""


@dataclass(slots=True)
class PageLine:
    """A line of the page and what of it may be cells."""

    line: TextLine
    chunks: list[Chunk]
    """Without running text."""
    prose: bool

    @property
    def row_like(self) -> bool:
        if len(self.chunks) < 2 or any(is_caption(chunk.text) for chunk in self.chunks):
            return False
        marked = is_list_mark(self.chunks[0].text) and not self.chunks[0].text.isdigit()
        return not (len(self.chunks) == 2 and marked and not self.chunks[1].value)


class PageWords:
    """The words of a page that may stand in tables, as lines; each view of them is made once."""

    def __init__(self, words: Sequence[Word], blank: float) -> None:
        self.words = words
        self.blank = blank

    @cached_property
    def lines(self) -> list[TextLine]:
        return lines_of(self.words)

    @cached_property
    def prose(self) -> set[int]:
        """`id`s of the words that are running text."""
        return _prose_words(self.lines, self.blank)

    @cached_property
    def parted(self) -> list[PageLine]:
        """The lines, running text told apart."""
        return _parted(self.lines, self.prose, self.blank)


def _parted(lines: Sequence[TextLine], prose_words: set[int], blank: float) -> list[PageLine]:
    out = []
    for line in lines:
        kept = [word for word in line.words if id(word) not in prose_words]
        if kept:
            rest = TextLine(kept, line.core_top, line.core_bottom)
            out.append(PageLine(rest, chunks_of(rest, blank), False))
        if len(kept) < len(line.words):
            gone = [word for word in line.words if id(word) in prose_words]
            out.append(PageLine(TextLine(gone, line.core_top, line.core_bottom), [], True))
    return out


def _prose_words(lines: Sequence[TextLine], blank: float) -> set[int]:
    wide = [chunks_of(line, blank, PROSE_EM) for line in lines]
    prose = prose_chunks(wide)
    return {id(word) for row in wide for chunk in row if id(chunk) in prose for word in chunk.words}
