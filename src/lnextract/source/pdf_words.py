"""Characters → words with boxes and fonts; what is printed twice counts once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import Literal

from lnextract.model.page import Word
from lnextract.source import pdf_library as lib
from lnextract.source.pdf_characters import Characters
from lnextract.source.pdf_cuts import Span, axes_of, by_span, candidates, cut
from lnextract.source.pdf_fonts import Style, Styles
from lnextract.source.pdf_frame import Frame

BLANK = "\t-\r \x1c-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000"
SPAN = re.compile(f"[^{BLANK}]+")
"""Characters up to a blank; a no-break blank stays inside."""
PRINTED_BLANKS = frozenset(" \t\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000")
NO_BREAK = "\xa0"
SOFT_HYPHEN = "\xad"
REWRITTEN = {
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF], None),
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
REWRITE = re.compile("[\xad\u200b-\u200f\u2060\ufeff\ufb00-\ufb06]")
TWICE_PT = 1.0
"""The same word again nearer than this is a shadow, or a bold made by printing twice."""
DIRECTIONS: tuple[Literal[0, 90, 180, 270], ...] = (0, 90, 180, 270)


@dataclass(slots=True)
class WordReading:
    """The words of a page: those that are seen, and where some are not (an OCR layer) all of them."""

    seen: list[Word]
    every: list[Word]


def read_words(characters: Characters, frame: Frame) -> WordReading:
    """The words of a page in the order of its text layer, lines sorted by PDFium."""
    seen: list[Word] = []
    every: list[Word] = []
    hidden = False
    writer = _Writer(characters, frame)
    for span, style in _styled_spans(characters):
        word = writer.word(span, style)
        if word is None:
            continue
        every.append(word)
        if style.seen:
            seen.append(word)
        else:
            hidden = True
    return WordReading(without_twins(seen), without_twins(every) if hidden else [])


def _styled_spans(characters: Characters) -> Iterator[tuple[Span, Style]]:
    """Words as spans of characters, each with the style of its first character."""
    handle = characters.handle
    spans = [match.span() for match in SPAN.finditer(characters.text)]
    starts = [start for start, _ in spans]
    styles = Styles(handle)
    found = [*map(styles.at, starts, map(lib.text_object, repeat(handle), starts))]
    smallest = min((style.size for style in found), default=0.0)
    axes = {turns: axes_of(characters, turns) for turns in {style.turns for style in found}}
    places = {turns: by_span(candidates(each, smallest), spans) for turns, each in axes.items()}
    feet = {turns: partial(_foot, characters, turns) for turns in axes}
    for number, (span, style) in enumerate(zip(spans, found, strict=True)):
        inside = places[style.turns].get(number)
        if inside is None:
            yield span, style
            continue
        for part in cut(span, inside, axes[style.turns], style.size, feet[style.turns]):
            yield part, styles.at(part[0], lib.text_object(handle, part[0]))


def _foot(characters: Characters, turns: int, index: int) -> float:
    x, y = characters.origin(index)
    return (y, -x, -y, x)[turns]


class _Writer:
    """Makes the words of one page."""

    def __init__(self, characters: Characters, frame: Frame) -> None:
        self._characters = characters
        self._text = characters.text
        self._frame = frame
        self._rewrites = bool(REWRITE.search(self._text)) or not unicodedata.is_normalized("NFC", self._text)
        self._no_break = NO_BREAK in self._text
        self._width = frame.width
        self._height = frame.height

    def word(self, span: Span, style: Style) -> Word | None:
        """The word of a span; None where nothing of it is left or it lies off the page."""
        start, end = span
        blank = False
        if self._no_break:
            start, end, blank = self._stripped(start, end)
            if start == end:
                return None
        text = self._text[start:end]
        if self._rewrites and not text.isascii():
            text = self._written(text, end)
            if not text:
                return None
        x0, top, x1, bottom = self._frame.shown(*self._box(start, end - 1, style))
        if not (0 <= x0 + x1 <= 2 * self._width and 0 <= top + bottom <= 2 * self._height):
            return None
        direction = DIRECTIONS[(style.turns - self._frame.turns) % 4]
        blank = blank or self._blank_at(end)
        return Word(text, x0, top, x1, bottom, style.size, style.font, style.bold, blank, direction)

    def _box(self, first: int, last: int, style: Style) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of a word from its first and its last character, as high as its font."""
        page = self._characters
        if style.slanted:
            stop = last + 1
            return (
                min(page.left[first:stop]),
                min(page.bottom[first:stop]),
                max(page.right[first:stop]),
                max(page.top[first:stop]),
            )
        x, y = page.origin(first)
        if style.turns == 0:
            right = max(page.right[last], page.right[first])
            return (page.left[first], y + style.descent, right, y + style.ascent)
        if style.turns == 1:
            return (x - style.ascent, page.bottom[first], x - style.descent, page.top[last])
        if style.turns == 2:
            return (page.left[last], y - style.ascent, page.right[first], y - style.descent)
        return (x + style.descent, page.bottom[last], x + style.ascent, page.top[first])

    def _stripped(self, start: int, end: int) -> tuple[int, int, bool]:
        text = self._text[start:end]
        whole = len(text)
        kept = len(text.rstrip(NO_BREAK))
        return start + whole - len(text.lstrip(NO_BREAK)) if kept else start, start + kept, kept < whole

    def _written(self, text: str, end: int) -> str:
        ends_line = text[-1] == SOFT_HYPHEN and self._text[end : end + 1] in ("", "\r", "\n")
        text = unicodedata.normalize("NFC", text.translate(REWRITTEN))
        return text + SOFT_HYPHEN if ends_line and text else text

    def _blank_at(self, index: int) -> bool:
        if self._text[index : index + 1] not in PRINTED_BLANKS:
            return False
        return not lib.is_generated(self._characters.handle, index)


def without_twins(words: list[Word]) -> list[Word]:
    """The words without those that repeat another in nearly the same place."""
    places: dict[str, list[Word]] = {}
    for word in words:
        places.setdefault(word.text, []).append(word)
    twins = {id(twin) for same in places.values() if len(same) > 1 for twin in _twins(same)}
    return [word for word in words if id(word) not in twins] if twins else words


def _twins(same: list[Word]) -> Iterator[Word]:
    ordered = sorted(same, key=lambda word: word.x0)
    for at, word in enumerate(ordered):
        for other in ordered[at + 1 :]:
            if other.x0 - word.x0 > TWICE_PT:
                break
            if abs(other.top - word.top) <= TWICE_PT and abs(other.x1 - word.x1) <= 2 * TWICE_PT:
                yield other
