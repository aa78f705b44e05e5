"""The coarse layout of a dump: pages, chunks between blank lines, habits of its producer."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.model.source import Line, PageLine

PAGE_GAP_LINES = 3
"""Blank lines in a row that show a page break: paragraphs are one or two apart."""
PROSE_MIN_CHARS = 40
"""Shorter lines say nothing about the width at which prose is wrapped."""
ALWAYS_SHARE, SOMETIMES_SHARE, RARELY_SHARE = 0.93, 0.3, 0.4
"""Shares of lines with a trailing blank: some producers drop the blank where it would not fit."""
LEAST_LINES = 8
"""Wrapped lines that must be seen before a habit is taken for one."""
BULLETS = "•●▪■◦○‣⁃➢➤✓"
BULLET = re.compile(rf"\s*(?:[{BULLETS}\uf000-\uf0ff]\s*|[-–—*o+]\s+(?=\S))")
URL = re.compile(r"\s*https?://\S+\s*$")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Lines with no blank line between them."""

    lines: tuple[Line, ...]
    blanks_before: int
    page: int
    starts_page: bool

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Habits:
    """What a producer does at line ends, measured on the document itself."""

    prose_width: int
    """Characters at which running text is wrapped; 0 where there is none."""
    prints_blanks: bool
    """Wrapped lines end in a blank: a missing blank is a break inside a word."""
    blank_means_more: bool
    """Last lines of paragraphs have no trailing blank: a trailing blank says that the text goes on. A missing
    one says that it ends only where the document always prints them."""


def is_bullet(text: str) -> bool:
    """Whether a line begins with a bullet, also one from a symbol font."""
    return bool(BULLET.match(text))


def sure_page_starts(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines that begin a page beyond doubt: after a form feed or a run of blank lines."""
    if lines and isinstance(lines[0], PageLine):
        return _new_pages(lines)
    starts, previous, feed = set(), -1, False
    for index, line in enumerate(lines):
        feed = feed or "\f" in line.text
        if line.blank:
            continue
        if previous < 0 or feed or index - previous - 1 >= PAGE_GAP_LINES:
            starts.add(index)
        previous, feed = index, False
    return frozenset(starts)


def _new_pages(lines: Sequence[Line]) -> frozenset[int]:
    """First printed lines of the pages of a PDF."""
    starts, page = set(), 0
    for index, line in enumerate(lines):
        if isinstance(line, PageLine) and not line.blank and line.page != page:
            starts.add(index)
            page = line.page
    return frozenset(starts)


def page_starts(lines: Sequence[Line]) -> frozenset[int]:
    """Indexes of the lines that begin a page, as far as a dump shows them."""
    if lines and isinstance(lines[0], PageLine):
        return _new_pages(lines)
    starts = set()
    previous = -1
    gap_feed = False
    for index, line in enumerate(lines):
        if line.blank:
            gap_feed = gap_feed or "\f" in line.text
            continue
        gap = index - previous - 1
        if previous < 0 or gap_feed or "\f" in line.text or gap >= PAGE_GAP_LINES:
            starts.add(index)
        elif gap == PAGE_GAP_LINES - 1 and URL.match(lines[previous].text):
            starts.add(index)  # link targets are printed after a page's text
        elif gap == 0 and _loses_icon(line.text) and not _loses_icon(lines[previous].text):
            starts.add(index)
        previous, gap_feed = index, False
    return frozenset(starts)


def _loses_icon(text: str) -> bool:
    """One leading blank: what is left of a page break, an icon or a bullet."""
    return text.startswith(" ") and not text.startswith("  ") and not is_bullet(text)


def cut_chunks(lines: Sequence[Line], starts: frozenset[int]) -> list[Chunk]:
    """Runs of printed lines; a page start also begins a chunk."""
    chunks: list[Chunk] = []
    run: list[Line] = []
    state = {"page": 0, "blanks": 0, "starts": False}

    def close() -> None:
        if run:
            chunks.append(
                Chunk(tuple(run), int(state["blanks"]), max(1, int(state["page"])), bool(state["starts"]))
            )
            run.clear()
            state.update(blanks=0, starts=False)

    for index, line in enumerate(lines):
        if line.blank:
            close()
            state["blanks"] = int(state["blanks"]) + 1
            continue
        if index in starts:
            close()
            state.update(page=int(state["page"]) + 1, starts=True)
        run.append(line)
    close()
    return chunks


def habits_of(chunks: Sequence[Chunk]) -> Habits:
    """Measure the producer's habits on the document."""
    inner = [line for chunk in chunks for line in chunk.lines[:-1]]
    last = [chunk.lines[-1] for chunk in chunks]
    widths = [len(line.text.rstrip()) for line in inner if len(line.text) >= PROSE_MIN_CHARS]
    inner_share = _trailing_share([line for line in inner if len(line.text) >= PROSE_MIN_CHARS])
    last_share = _trailing_share(last)
    return Habits(
        prose_width=round(statistics.quantiles(widths, n=20)[-1]) if len(widths) >= 2 else 0,
        prints_blanks=inner_share > ALWAYS_SHARE and len(widths) >= LEAST_LINES,
        blank_means_more=inner_share > SOMETIMES_SHARE and last_share < RARELY_SHARE,
    )


def _trailing_share(lines: Sequence[Line]) -> float:
    return sum(line.text.endswith(" ") for line in lines) / len(lines) if lines else 0.0
