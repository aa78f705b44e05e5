"""Words → printed lines, and the chunks of a line that wide gaps part."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from statistics import median

from lnextract.model.page import Word
from lnextract.tables.pdf.printed import groups_digits, is_leader, is_value

SAME_LINE = 0.5
"""Share of the lower word's height that must overlap."""
CHUNK_EM = 0.6
"""A gap this wide, in font sizes, parts two chunks even where blanks are narrow."""
BLANKS = 1.9
"""A gap of more than so many of the page's usual blanks parts two chunks."""
USUAL_BLANK_EM = 0.27
"""Blank of most fonts, in font sizes; taken where a page shows too few."""
LARGEST_BLANK_EM = 0.75
SIGNS_BEFORE = ("$", "€", "£", "(", "$(", "-", "−")
SIGN_BEFORE_EM = 6.0
"""Accounts print the sign at the column's left edge."""
SIGNS_AFTER = ("%", ")", "%)", "*", "**", "***")
SIGN_AFTER_EM = 1.5
FIGURE_GAP_EM = 0.12
"""Two complete figures with this gap are two cells."""


class Chunk:
    """Words of one line that stand together."""

    __slots__ = ("_text", "_value", "bottom", "size", "top", "words", "x0", "x1")

    def __init__(self, words: Sequence[Word]) -> None:
        first = words[0]
        self.words = [first]
        self.x0, self.x1, self.top, self.bottom, self.size = (
            first.x0,
            first.x1,
            first.top,
            first.bottom,
            first.size,
        )
        self._text: str | None = None
        self._value: bool | None = None
        if len(words) > 1:
            self.add(words[1:])

    def add(self, words: Iterable[Word]) -> None:
        """Puts words at its end."""
        for word in words:
            self.words.append(word)
            if word.x1 > self.x1:
                self.x1 = word.x1
            if word.top < self.top:
                self.top = word.top
            if word.bottom > self.bottom:
                self.bottom = word.bottom
            if word.size > self.size:
                self.size = word.size
        self._text = self._value = None

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = _text(self.words)
        return self._text

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def value(self) -> bool:
        """Whether it is a figure or stands for one."""
        if self._value is None:
            self._value = is_value(self.text)
        return self._value


@dataclass(slots=True)
class TextLine:
    """Words on one baseline, from left to right."""

    words: list[Word]
    core_top: float
    core_bottom: float

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return max(word.x1 for word in self.words)

    @property
    def middle(self) -> float:
        return (self.core_top + self.core_bottom) / 2

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """The lines that words stand on, from top to bottom. Raised and lowered figures join their line."""
    lines: list[TextLine] = []
    line: TextLine | None = None
    for word in sorted(words, key=_place):
        if line is not None and _overlap(word, line) and not _collides(word, line):
            line.words.append(word)
            if word.bottom - word.top > line.core_bottom - line.core_top:
                line.core_top, line.core_bottom = word.top, word.bottom
        else:
            line = TextLine([word], word.top, word.bottom)
            lines.append(line)
    for line in lines:
        if len(line.words) > 1:
            line.words.sort(key=_left)
    return lines


def _place(word: Word) -> tuple[float, float]:
    return word.top + word.bottom, word.x0


_left = attrgetter("x0")


def _overlap(word: Word, line: TextLine) -> bool:
    top, bottom, core_top, core_bottom = word.top, word.bottom, line.core_top, line.core_bottom
    if top == core_top and bottom == core_bottom:
        return bottom > top
    shared = min(bottom, core_bottom) - max(top, core_top)
    return shared > SAME_LINE * min(bottom - top, core_bottom - core_top)


def _collides(word: Word, line: TextLine) -> bool:
    """Whether the place is taken: tightly set lines overlap, words of one line do not."""
    near, top = 0.35 * word.size, word.top
    for other in line.words:
        if abs(top - other.top) > near and min(word.x1, other.x1) - max(word.x0, other.x0) > near:
            return True
    return False


def usual_blank(words: Sequence[Word]) -> float:
    """The page's usual blank in font sizes, from the gaps between neighbours in the content stream."""
    gaps = [
        (right.x0 - left.x1) / left.size
        for left, right in itertools.pairwise(words)
        if left.size > 0 and left.size == right.size and abs(left.top - right.top) < 1.0
    ]
    blanks = [gap for gap in gaps if 0.1 < gap < LARGEST_BLANK_EM]
    return median(blanks) if len(blanks) >= 20 else USUAL_BLANK_EM


def chunks_of(line: TextLine, blank: float, em: float = CHUNK_EM, *, grammar: bool = True) -> list[Chunk]:
    """A line's chunks.

    Args:
        line: words of one line.
        blank: usual blank in font sizes.
        em: least gap in font sizes that parts.
        grammar: whether two complete figures are parted by any gap.
    """
    widest = max(em, BLANKS * blank)
    groups: list[list[Word]] = []
    for word in line.words:
        if groups and not _parts(groups[-1], word, widest, grammar):
            groups[-1].append(word)
        else:
            groups.append([word])
    chunks = [Chunk(words) for words in groups]
    return _with_signs(chunks) if len(chunks) > 1 else chunks


def _parts(before: Sequence[Word], word: Word, widest: float, grammar: bool) -> bool:
    """Whether a word begins a new chunk after the words of the one before."""
    left = before[-1]
    size = left.size if left.size >= word.size else word.size
    gap = word.x0 - left.x1
    if is_leader(word.text) and not is_value(_text(before)):
        return False
    if gap > widest * size:
        return True
    if gap <= FIGURE_GAP_EM * size or not grammar or not is_value(word.text):
        return False
    text = _text(before)
    return is_value(text) and not groups_digits(text, word.text)


def _text(words: Sequence[Word]) -> str:
    return " ".join([word.text for word in words])


def _with_signs(chunks: list[Chunk]) -> list[Chunk]:
    """A currency sign left of its figure is part of it; so is a percent sign or bracket on its right."""
    out: list[Chunk] = []
    for chunk in chunks:
        if out and _belong(out[-1], chunk):
            out[-1].add(chunk.words)
        else:
            out.append(chunk)
    return out


def _belong(left: Chunk, right: Chunk) -> bool:
    gap = (right.x0 - left.x1) / right.size if right.size else 0.0
    if left.text in SIGNS_BEFORE and right.text[:1].isdigit():
        return gap < SIGN_BEFORE_EM
    return right.text in SIGNS_AFTER and left.text[-1:].isdigit() and gap < SIGN_AFTER_EM
