"""One page of a PDF as words, rulings, fills and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from lnextract.model.page import Page, Picture, TextLayer, Word
from lnextract.source import pdf_library as lib
from lnextract.source.pdf_characters import SENSELESS, Characters, read_characters
from lnextract.source.pdf_drawings import Drawings, read_drawings
from lnextract.source.pdf_frame import Frame
from lnextract.source.pdf_words import WordReading, read_words

FILLING_SHARE = 0.6
"""A picture over this share of the page is a scan of it: margins may be cut off."""
SENSELESS_SHARE = 0.5
SAMPLED = 64
"""Characters looked at for their Unicode mapping, spread over the page."""
VOWELS = frozenset("aeiouy")
VOWEL_SHARE = 0.2
"""Of letters: Swedish and English have a third; letters numbered otherwise come out as consonants."""
A4_PT = (595.0, 842.0)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page, and whether it is the picture of a page."""

    page: Page
    scanned: bool


def read_page(document: int, index: int) -> ReadPage:
    """The page at `index` (from 0); a page that PDFium can't load is empty, in A4."""
    with _loaded(lib.load_page(document, index), lib.close_page) as page:
        if not page:
            return ReadPage(Page(index + 1, *A4_PT, words=(), text_layer="none"), scanned=False)
        frame = _frame(page)
        drawings = read_drawings(page, frame)
        with _loaded(lib.load_text(page), lib.close_text) as text_page:
            return _read(index + 1, text_page, frame, drawings)


@contextmanager
def _loaded(handle: int | None, close: object) -> Iterator[int]:
    try:
        yield handle or 0
    finally:
        if handle:
            close(handle)  # type: ignore[operator]


def _frame(page: int) -> Frame:
    box = lib.Floats(4)
    if not lib.page_box(page, box.at[0]):
        return Frame(0.0, 0.0, *A4_PT, turns=0)
    left, top, right, bottom = box.values
    return Frame(left, bottom, right, top, lib.page_rotation(page) % 4)


def _read(number: int, text_page: int, frame: Frame, drawings: Drawings) -> ReadPage:
    filled = filled_by_picture(drawings.pictures, frame)
    words: list[Word] = []
    layer: TextLayer = "none" if drawings.marks else "usable"
    scanned = filled
    if text_page:
        characters = read_characters(text_page)
        reading = read_words(characters, frame)
        words = reading.every if filled and reading.every else reading.seen
        if words:
            layer = "usable" if makes_sense(characters) else "unusable"
            scanned = filled and (layer == "unusable" or _mostly_hidden(reading))
    page = Page(
        number=number,
        width=frame.width,
        height=frame.height,
        words=tuple(words),
        rulings=tuple(drawings.rulings),
        fills=tuple(drawings.fills),
        pictures=tuple(drawings.pictures),
        text_layer=layer,
    )
    return ReadPage(page, scanned)


def _mostly_hidden(reading: WordReading) -> bool:
    return 2 * len(reading.seen) < len(reading.every)


def filled_by_picture(pictures: list[Picture], frame: Frame) -> bool:
    """Whether pictures (strips of one scan too) cover most of the page."""
    covered = sum((each.x1 - each.x0) * (each.bottom - each.top) for each in pictures)
    return covered >= FILLING_SHARE * frame.width * frame.height


def makes_sense(characters: Characters) -> bool:
    """Whether most characters mean letters: by their Unicode values, else by the look of what they spell."""
    text = "".join(characters.text.split())
    if not text or len(SENSELESS.findall(text)) > SENSELESS_SHARE * len(text):
        return False
    step = max(1, len(characters.text) // SAMPLED)
    sampled = [at for at in range(0, len(characters.text), step) if not characters.text[at].isspace()]
    unmapped = sum(lib.has_no_mapping(characters.handle, at) == 1 for at in sampled)
    return unmapped <= SENSELESS_SHARE * len(sampled) or spells(text)


def spells(text: str) -> bool:
    """Whether text without stated meaning reads as words: fonts may number their letters as ASCII does."""
    letters = [each for each in text.lower() if each.isalpha()]
    return sum(each in VOWELS for each in letters) >= VOWEL_SHARE * max(1, len(letters))
