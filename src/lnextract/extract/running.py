"""Running text of a piece, cut into sentences, with every character's place in the source kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lnextract.model.source import Line, PageLine
from lnextract.model.spans import PageSpan, TextSpan

LINE_END_CHARS = 2
"""Characters that a line end can have (CR LF); a wider gap between two lines holds other lines."""

BULLET = r"[•●○▪■◦∙·\uf0a1\uf0b7–*-]"
ABBREVIATION = re.compile(
    r"(?:\b(?:t\.?\s?ex|bl\.?\s?a|ca|c:a|dvs|d\.v\.s|t\.?o\.?m|fr\.?o\.?m|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec"
    r"|resp|inkl|exkl|nr|kl|avv|föreg|prel|milj|mkr|s\.?k|m\.?m|m\.?fl|o\.?s\.?v|st|f\.?n|p\.?g\.?a|jfr)|\b\w)\.$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"”»)]*\s+(?=[\"”»(]*[A-ZÅÄÖ0-9+])")
BREAK = re.compile(rf"\n(?=[ \t]*{BULLET}[ \t])|\n[ \t]*(?=\n)|[ \t]*\n(?=[ \t]*\d+\.[ \t])")


@dataclass(frozen=True, slots=True)
class RunningText:
    """Lines, without the blanks at their ends, joined by a line feed."""

    lines: tuple[Line, ...]
    text: str = field(init=False)
    _starts: tuple[int, ...] = field(init=False)
    """Offset in `text` of each line's first printed character."""

    def __post_init__(self) -> None:
        printed = [line.text.strip() for line in self.lines]
        starts, at = [], 0
        for words in printed:
            starts.append(at)
            at += len(words) + 1
        object.__setattr__(self, "text", "\n".join(printed))
        object.__setattr__(self, "_starts", tuple(starts))

    @property
    def flat(self) -> str:
        """`text` with blanks for line ends: the same offsets, but a figure cut by a line end is one."""
        return self.text.replace("\n", " ")

    def place(self, start: int, end: int) -> tuple[str, PageSpan | TextSpan]:
        """`text[start:end]` exactly as the source has it, and where.

        Where other lines stand in between (a page break), only what the first line holds is given.
        """
        first, last = self._line_at(start), self._line_at(end - 1)
        begin, stop = self._in_line(first, start), self._in_line(last, end)
        words = self.lines[first].text[begin:] if last > first else self.lines[first].text[begin:stop]
        for at in range(first + 1, last + 1):
            line, gap = self.lines[at], self.lines[at].start - self.lines[at - 1].end
            if gap > LINE_END_CHARS:
                words = words.rstrip()
                break
            words += "\r\n" if gap == LINE_END_CHARS else "\n"
            words += line.text[:stop] if at == last else line.text
        if isinstance(self.lines[first], PageLine):
            return words, self.lines[first].span(begin, begin + len(words))
        offset = self.lines[first].start + begin
        return words, TextSpan(line=self.lines[first].number, start=offset, end=offset + len(words))

    def _in_line(self, index: int, offset: int) -> int:
        text = self.lines[index].text
        return offset - self._starts[index] + len(text) - len(text.lstrip())

    def _line_at(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence; a list item is at least one."""
        cuts = [
            0,
            *sorted({match.end() for match in BREAK.finditer(self.text)} | self._stops()),
            len(self.text),
        ]
        return [(start, end) for start, end in pairwise(cuts) if self.text[start:end].strip()]

    def _stops(self) -> set[int]:
        return {
            match.end()
            for match in SENTENCE_END.finditer(self.text)
            if not ABBREVIATION.search(self.text, max(0, match.start() - 10), match.start() + 1)
        }


def running_text(lines: Sequence[Line]) -> RunningText:
    """The running text of these lines."""
    return RunningText(tuple(lines))
