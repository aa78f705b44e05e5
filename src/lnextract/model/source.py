"""What a reader of `source/` gives: the printed document before anything is understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lnextract.model.page import Page
from lnextract.model.spans import TextSpan

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

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()

    def span(self, start: int = 0, end: int | None = None) -> TextSpan:
        """The place of `text[start:end]`."""
        stop = len(self.text) if end is None else end
        return TextSpan(line=self.number, start=self.start + start, end=self.start + stop)


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
