"""What `blocks/` gives: the document cut into pieces, each source line in exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lnextract.model.grid import Grid
from lnextract.model.source import Line, PageLine
from lnextract.model.spans import Span, hull

BlockKind = Literal[
    "cover",  # title page or title slide: identity stands here, no section
    "heading",
    "paragraph",
    "list",  # its items begin with bullets
    "table",
    "caption",  # title or unit line of the table that follows
    "status",  # «Årsprognos» and the printed word after it
    "signature",
    "contents",  # contents list
    "furniture",  # running headers and footers, page numbers, blank lines
]


@dataclass(frozen=True, slots=True)
class TableRegion:
    """Where a table stands in a dump, before its cells are read."""

    header: tuple[Line, ...]
    """Empty where the table has no header."""
    body: tuple[Line, ...]
    """Rows, with the blank lines between them: they may be empty cells."""
    caption: tuple[Line, ...] = ()
    repeats: tuple[Line, ...] = ()
    """Headers printed again after a page break."""
    trailing_blanks: bool = False
    """Whether the document prints a blank between two words that a line end parts."""
    blank_means_more: bool = False
    """Whether a trailing blank says that the cell or paragraph goes on, and none that it ends."""


@dataclass(slots=True)
class Piece:
    """Lines that belong together."""

    kind: BlockKind
    lines: tuple[Line, ...]
    page: int = 1
    """Page of the first line, from 1; in a dump as its page breaks show."""
    number: str | None = None
    """Of a heading: its printed number."""
    title: str | None = None
    """Of a heading: repaired, without number and marker."""
    marker: str | None = None
    """Of a heading: what stands in parentheses after the title."""
    level: int = 0
    """Of a heading: from 1."""
    text: str | None = None
    """Of a paragraph or status: running text, line breaks mended."""
    items: tuple[str, ...] = ()
    """Of a list; of a contents list, the titles that stand on one line with their page number."""
    region: TableRegion | None = None
    """Of a table in a dump."""
    grid: Grid | None = None
    """Of a table, once a table engine has read it."""

    @property
    def span(self) -> Span:
        """From the first to the last printed character."""
        if self.grid is not None:
            return self.grid.span
        printed = [line for line in self.lines if not line.blank] or list(self.lines)
        if not isinstance(printed[0], PageLine):
            printed = [printed[0], printed[-1]]  # lines of a dump follow each other
        return hull([line.span(0, len(line.text.rstrip())) for line in printed])
