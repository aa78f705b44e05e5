"""What a reader of `source/` gives: the printed document before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lnextract.model.page import BBox, Page
from lnextract.model.spans import PageSpan, TextSpan

SourceKind = Literal["pdf", "scan", "slides", "text"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text dump, blanks kept."""

    number: int
    """From 1."""
    start: int
    """Offset of the first character in the decoded text."""
    text: str
    """As printed, leading and trailing blanks kept, without the line end."""

    blank: bool = field(init=False, compare=False, repr=False)
    """Whether nothing is printed on it."""

    def __post_init__(self) -> None:
        """Readers ask again and again whether a line is blank."""
        object.__setattr__(self, "blank", not self.text.strip())

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def span(self, start: int = 0, end: int | None = None) -> PageSpan | TextSpan:
        """The place of `text[start:end]`."""
        stop = len(self.text) if end is None else end
        return TextSpan(line=self.number, start=self.start + start, end=self.start + stop)


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a line on a page."""

    start: int
    """Offset of its first character in the line."""
    end: int
    bbox: BBox


@dataclass(frozen=True, slots=True)
class PageLine(Line):
    """A line of a page: as a line of a dump, with the places of its words."""

    page: int = 1
    """Page number in the file, from 1."""
    words: tuple[PlacedWord, ...] = ()
    size: float = 0.0
    """Font size in points of most of its characters."""
    bold: bool = False
    """Whether all its words are bold."""

    def span(self, start: int = 0, end: int | None = None) -> PageSpan | TextSpan:
        """The box round the words of `text[start:end]`; a part of a word is taken in proportion."""
        stop = len(self.text) if end is None else end
        boxes = [_cut_box(word, start, stop) for word in self.words if word.start < stop and word.end > start]
        if not boxes:
            boxes = [word.bbox for word in self.words] or [(0.0, 0.0, 0.0, 0.0)]
        return PageSpan(
            page=self.page,
            bbox=(
                round(min(box[0] for box in boxes), 2),
                round(min(box[1] for box in boxes), 2),
                round(max(box[2] for box in boxes), 2),
                round(max(box[3] for box in boxes), 2),
            ),
        )


def _cut_box(word: PlacedWord, start: int, stop: int) -> BBox:
    x0, top, x1, bottom = word.bbox
    letters = max(1, word.end - word.start)
    left = max(0, start - word.start) / letters
    right = min(letters, stop - word.start) / letters
    return (x0 + left * (x1 - x0), top, x0 + right * (x1 - x0), bottom)


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One input file as read."""

    file: str
    """Path relative to the input, with `/`."""
    sha256: str
    kind: SourceKind
    text: str
    """The decoded file (dumps); line ends as in the file."""
    lines: tuple[Line, ...]
    producer: str | None = None
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    """Of a PDF."""
