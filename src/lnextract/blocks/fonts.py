"""What fonts tell of headings on pages: a heading is larger or bolder than running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.model.source import Line, PageLine

LARGER_PT = 0.7
"""Points by which a heading's font is larger than that of running text."""
SAME_PT = 0.3
MOST_HEADING_CHARS = 140


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font of running text, and whether headings are told by theirs."""

    body_pt: float
    """0 where lines have no fonts: in a dump."""
    tells: bool
    """Whether the document has lines in a heading's font."""


def fonts_of(lines: Sequence[Line]) -> Fonts:
    """Measure the fonts of a document."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if isinstance(line, PageLine) and not line.bold:
            sizes[line.size] += len(line.text.strip())
    if not sizes:
        return Fonts(0.0, False)
    body = sizes.most_common(1)[0][0]
    fonts = Fonts(body, True)
    return Fonts(body, sum(stands_out(line, fonts) for line in lines) >= 2)


def stands_out(line: Line, fonts: Fonts) -> bool:
    """Whether a line is printed in a heading's font."""
    if not isinstance(line, PageLine) or line.blank or len(line.text.strip()) > MOST_HEADING_CHARS:
        return False
    return line.size > fonts.body_pt + LARGER_PT or (line.bold and line.size >= fonts.body_pt - LARGER_PT)


def same_font(one: Line, other: Line) -> bool | None:
    """Whether two lines are printed alike; None where lines have no fonts."""
    if not isinstance(one, PageLine) or not isinstance(other, PageLine):
        return None
    return abs(one.size - other.size) <= SAME_PT and one.bold == other.bold
