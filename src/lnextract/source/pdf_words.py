"""Characters → words with boxes and fonts; what is printed twice counts once."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Literal

from lnextract.model.page import Word
from lnextract.source import pdf_library as lib
from lnextract.source.pdf_characters import Characters
from lnextract.source.pdf_cuts import Span
from lnextract.source.pdf_fonts import Style
from lnextract.source.pdf_frame import Frame
from lnextract.source.pdf_spans import NO_BREAK, styled_spans

PRINTED_BLANKS = frozenset(" \t\xa0\u2002\u2003\u2004\u2005\u2006\u2008\u200a\u3000")
SOFT_HYPHEN = "\xad"
REWRITTEN = {
    **dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF], None),
    **dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
}
REWRITE = re.compile("[\xad\u200b-\u200f\u2060\ufeff\ufb00-\ufb06]")
TWICE_PT = 1.0
"""The same word again nearer than this is a shadow, or a bold made by printing twice."""
DOUBLE = array("d").itemsize
DIRECTIONS: tuple[Literal[0, 90, 180, 270], ...] = (0, 90, 180, 270)


@dataclass(slots=True)
class WordReading:
    """The words of a page: those that are seen, and where some are not (an OCR layer) all of them."""

    seen: list[Word]
    every: list[Word]


def read_words(characters: Characters, frame: Frame) -> WordReading:
    """The words of a page in the order of its text layer, lines sorted by PDFium."""
    spans, styles = styled_spans(characters)
    words = _words(characters, frame, spans, styles)
    if all(style.seen for style in styles):
        return WordReading(without_twins([word for word in words if word.text]), [])
    every = [word for word in words if word.text]
    seen = [word for word, style in zip(words, styles, strict=True) if style.seen and word.text]
    return WordReading(without_twins(seen), without_twins(every))


def _words(
    characters: Characters, frame: Frame, spans: Sequence[Span], styles: Sequence[Style]
) -> list[Word]:
    """A word for each span, without text where it is off the page."""
    left, right = characters.left, characters.right
    plain = frame.turns == 0 and not any(style.turns or style.slanted for style in styles)
    low, high, from_left, from_top = 0.0, 2 * frame.width, frame.left, frame.top
    deep = 2 * frame.height
    words = []
    feet = _feet(characters, spans)
    for (start, end), text, style, foot, blank in zip(
        spans, _texts(characters, spans), styles, feet, _blanks(characters, spans), strict=True
    ):
        if plain:
            y = from_top - foot[1]
            x0, x1 = left[start] - from_left, right[end - 1] - from_left
            top, bottom = y - style.ascent, y - style.descent
        else:
            x0, top, x1, bottom = frame.shown(*_box(characters, start, end - 1, style, foot))
        if not (low <= x0 + x1 <= high and low <= top + bottom <= deep):
            text = ""
        direction = DIRECTIONS[(style.turns - frame.turns) % 4]
        words.append(Word(text, x0, top, x1, bottom, style.size, style.font, style.bold, blank, direction))
    return words


def _feet(characters: Characters, spans: Sequence[Span]) -> Iterator[tuple[float, float]]:
    """The point on the line's foot where each span starts."""
    count = len(spans)
    points = array("d", bytes(2 * DOUBLE * count))
    first = points.buffer_info()[0]
    stop = first + 2 * DOUBLE * count
    places = (range(first, stop, 2 * DOUBLE), range(first + DOUBLE, stop + DOUBLE, 2 * DOUBLE))
    starts = [start for start, _ in spans]
    for _ in map(lib.character_origin, repeat(characters.handle), starts, *places):
        pass
    return zip(points[0::2], points[1::2], strict=True)


def _blanks(characters: Characters, spans: Sequence[Span]) -> list[bool]:
    """Whether a blank is printed after each span: one that stands in the file, not one of PDFium's own."""
    text = characters.text + "\n"
    handle = characters.handle
    return [text[end] in PRINTED_BLANKS and not lib.is_generated(handle, end) for _, end in spans]


def _texts(characters: Characters, spans: Sequence[Span]) -> list[str]:
    text = characters.text
    if not text.isascii() and (REWRITE.search(text) or not unicodedata.is_normalized("NFC", text)):
        return [_written(text[start:end], text[end : end + 1]) for start, end in spans]
    if NO_BREAK in text:
        return [text[start:end].strip(NO_BREAK) for start, end in spans]
    return [text[start:end] for start, end in spans]


def _written(text: str, after: str) -> str:
    if text.isascii():
        return text
    ends_line = text[-1] == SOFT_HYPHEN and after in ("", "\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(REWRITTEN)).strip(NO_BREAK)
    return text + SOFT_HYPHEN if ends_line and text else text


def _box(
    page: Characters, first: int, last: int, style: Style, foot: tuple[float, float]
) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a word in user space, as high as its font."""
    x, y = foot
    if style.slanted:
        stop = last + 1
        return (
            min(page.left[first:stop]),
            min(page.bottom[first:stop]),
            max(page.right[first:stop]),
            max(page.top[first:stop]),
        )
    if style.turns == 0:
        return (page.left[first], y + style.descent, page.right[last], y + style.ascent)
    if style.turns == 1:
        return (x - style.ascent, page.bottom[first], x - style.descent, page.top[last])
    if style.turns == 2:
        return (page.left[last], y - style.ascent, page.right[first], y - style.descent)
    return (x + style.descent, page.bottom[last], x + style.ascent, page.top[first])


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
