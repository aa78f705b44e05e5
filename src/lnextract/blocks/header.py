"""A table's header in a dump, and those whose first word the lexicon doesn't know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.blocks.figure_rows import can_be, is_row
from lnextract.knowledge.headers import HeaderPhrase, within_cells
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.tails import tail_run

FIGURE_ROLES = frozenset({"figure"})
MAX_HEAD_LINE_CHARS = 40
"""A printed line of a header whose cells are wrapped is no longer, but for its first."""
LONGEST_UNKNOWN_HEAD = 30
"""Letters of a label's head that the lexicon doesn't know."""
MAX_HEADER_LINES = 30
"""Printed lines of one header: eight columns of three or four short lines."""


@dataclass(frozen=True, slots=True)
class Header:
    """A header and where it ends."""

    first: int
    """Index of its first line in the document."""
    last: int
    text: str
    phrases: tuple[HeaderPhrase, ...]

    @property
    def figures(self) -> int:
        """Columns of figures; where years or months alone are printed, these."""
        named = sum(phrase.role in FIGURE_ROLES for phrase in self.phrases)
        return named or sum(phrase.role == "period" for phrase in self.phrases)

    @property
    def has_text_column(self) -> bool:
        """A column of dates before the figures is none: its cells go on no line of their own."""
        last = max((at for at, phrase in enumerate(self.phrases) if phrase.role in FIGURE_ROLES), default=-1)
        return any(
            phrase.role in ("text", "status") and not (phrase.key == "when" and at < last)
            for at, phrase in enumerate(self.phrases)
        )

    @property
    def squashed(self) -> str:
        return "".join(self.text.split()).casefold()


def over_rows(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> Header | None:
    """A header whose label's head is unknown, right over a row with as many figures."""
    last = line_before_row(lines, first)
    row = tail_run(lines[last + 1].text) if last is not None else None
    if last is None or row is None or not lines[last + 1].text[: row.start].strip():
        return None
    last = max(at for at in range(first, last + 1) if not lines[at].blank)
    text = within_cells("\n".join(line.text for line in lines[first : last + 1]))
    phrases = tuple(vocabulary.headers.segment(text))
    unknown = max((at for at, each in enumerate(phrases) if each.role == "unknown"), default=0)
    heads = [each for each in phrases[unknown + 1 :] if each.key != "unit"]
    if len(heads) < 2 or not all(each.role in ("figure", "period") for each in heads):
        return None
    if last > first and (unknown or len(phrases[0].text) > LONGEST_UNKNOWN_HEAD):
        return None
    return Header(first, last, text, phrases) if can_be(row, len(heads)) else None


def line_before_row(lines: Sequence[Line], first: int) -> int | None:
    """Index of the line before the first row of figures, if only lines as short as heads stand above it."""
    printed = 0
    for at in range(first, min(len(lines), first + 2 * MAX_HEADER_LINES)):
        line = lines[at]
        if line.blank:
            continue
        if printed and is_row(line):
            return at - 1
        printed += 1
        if printed > MAX_HEADER_LINES // 2 or (printed > 1 and len(line.text.strip()) > MAX_HEAD_LINE_CHARS):
            return None
    return None
