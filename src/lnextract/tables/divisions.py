"""The ways to divide the lines of a text table, with all that is known of them before columns have widths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lnextract.model.source import Line
from lnextract.swedish.words import is_word
from lnextract.tables.parts import Cut, Kind, Manner, Matcher, cuts_of

# Log-odds, hand-set from the layouts of real dumps; only their order of size matters.
SOFT_WRAP = -3.0
HARD_END = 1.5
INSIDE_WORD = -4.0
BLANK_LINE = 0.8
NO_BLANK_LINE = -0.6
LOWERCASE_START = -2.5
CAPITAL_START = 0.7
CAPITAL_START_ALONE = 1.7
"""In a table of one column, where nothing but the next row can begin."""
SENTENCE_END = 0.8
OPEN_END = -2.0
SENTENCE_IN_LABEL = -1.5
"""A label that goes on after a full stop: rather the end of the comment before it."""
LONG_LABEL_PER_CHAR, LONG_LABEL_CHARS = -0.05, 45
CAPITAL_IN_LABEL = -0.3
NO_COMMENT = -1.2
NO_MIDDLE = -0.8
INLINE_SPLIT = -0.6
AFTER_MERGED = 1.2
WORD_AMID_CELL = -1.2
GAP_WITHIN_CELL = -2.0
"""The one run of blanks of a line: an empty cell, or the end of one. Justified lines have several."""
MIDDLE_FOUND = 1.5
WIDE_GAP = re.compile(r"\S\s{2,}(?=\S)")
AMID_SENTENCE = re.compile(r"(?<=[a-zåäö]\s)([A-ZÅÄÖ][a-zåäö]+)(?=[\s.,])")
CAPITAL_WORD = re.compile(r"(?<=\s)[A-ZÅÄÖ][a-zåäö]")
OPEN_WORDS = frozenset(
    [
        "och",
        "eller",
        "samt",
        "att",
        "som",
        "för",
        "av",
        "i",
        "på",
        "med",
        "till",
        "från",
        "om",
        "mot",
        "hos",
        "vid",
        "under",
        "över",
        "inom",
        "mellan",
        "kring",
        "genom",
        "utifrån",
        "en",
        "ett",
        "den",
        "det",
        "de",
    ]
)


@dataclass(frozen=True, slots=True)
class Boundary:
    """Evidence between two printed lines that does not hang on column widths."""

    break_odds: float
    first_word: int
    blank: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What can happen between two lines: the same cell goes on, or another begins."""

    odds: float
    """What speaks for it but widths."""
    goes_on: bool
    room: tuple[Kind, int] | None = None
    """Of a cell that goes on: its kind, and the characters that its line and the next word would take."""


@dataclass(slots=True)
class Division:
    """One way to divide a printed line, with all that is known of it before widths are tried."""

    cut: Cut
    odds: float
    """What speaks for it but its width."""
    edge: Boundary | None
    """Between the line and the one before; None = it is the first."""
    manner: Manner
    sizes: tuple[tuple[Kind, int], ...] = field(init=False)
    """Kind and width of each part."""
    _known: dict[int, list[Link]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Keep the sizes at hand: they are looked at for every width that is tried."""
        self.sizes = tuple((part.kind, part.width) for part in self.cut)

    def links(self, before: Division) -> list[Link]:
        """How it can follow a division of a line before."""
        known = self._known.get(id(before))
        if known is None:
            assert self.edge is not None
            known = self._known[id(before)] = _links(before.cut, self.cut, self.edge, self.manner)
        return known


def divisions_of(
    lines: Sequence[Line], blanks: Sequence[bool], match: Matcher, manner: Manner, widest_label: float
) -> list[list[Division]]:
    """The divisions of each line."""
    found = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        cuts = cuts_of(line, before, match, manner, widest_label)
        edge = None if before is None else _boundary(before, line, blanks[index], manner)
        found.append([Division(cut, _cut_score(cut, manner), edge, manner) for cut in cuts])
    return found


def _boundary(before: Line, after: Line, blank_between: bool, manner: Manner) -> Boundary:
    odds = BLANK_LINE if blank_between else NO_BLANK_LINE
    text, follow = before.text, after.text.strip()
    ended = text.rstrip()
    if text.endswith("  "):
        odds += 2 * HARD_END  # the blanks of empty cells
    elif text.endswith(" "):
        odds += SOFT_WRAP if manner.blank_means_more else 0.0
    elif manner.prints_blanks:
        odds += HARD_END if manner.blank_means_more else INSIDE_WORD
    if follow[:1].islower() or follow[:1] in "(),":
        odds += LOWERCASE_START
    elif follow[:1].isupper():
        odds += CAPITAL_START if manner.has_comment or manner.has_middle else CAPITAL_START_ALONE
    if ended.endswith((".", "!", "?")):
        odds += SENTENCE_END
    elif ended.endswith((",", "-")) or ended.rpartition(" ")[2].casefold() in OPEN_WORDS:
        odds += OPEN_END
    return Boundary(odds, len(follow.split(" ", 1)[0]), blank_between)


def row_cost(last: Kind, manner: Manner) -> float:
    """What it costs that a row ends with this cell."""
    cost = NO_COMMENT if manner.has_comment and last != "comment" else 0.0
    return cost + (NO_MIDDLE if manner.has_middle and last == "label" else 0.0)


def _cut_score(cut: Cut, manner: Manner) -> float:
    score = MIDDLE_FOUND if any(part.kind == "middle" for part in cut) else 0.0
    for part in cut:
        if part.kind == "label":
            score += LONG_LABEL_PER_CHAR * max(0, part.width - LONG_LABEL_CHARS)
            score += CAPITAL_IN_LABEL * len(CAPITAL_WORD.findall(part.text.strip()))
        score += WORD_AMID_CELL * _words_amid(part.text.strip())
        score += GAP_WITHIN_CELL * (len(WIDE_GAP.findall(part.text.strip())) == 1)
    if len(cut) > 1 and cut[0].kind == "label" and cut[1].kind == "comment":
        ended = cut[0].text.rstrip()
        score += INLINE_SPLIT + (SENTENCE_END if ended.endswith(".") else 0.0)
        score += 2 * OPEN_END if ended.rpartition(" ")[2].casefold() in OPEN_WORDS else 0.0
        score += NO_MIDDLE if manner.has_middle else 0.0
    return score


@lru_cache(maxsize=4096)
def _words_amid(text: str) -> int:
    """Capitalised words within a sentence that are ordinary words: a cell may begin there."""
    return sum(is_word(match.group(1).casefold()) for match in AMID_SENTENCE.finditer(text))


def _links(before: Cut, cut: Cut, edge: Boundary, manner: Manner) -> list[Link]:
    """What can happen between two lines that are divided so."""
    last, first = before[-1], cut[0]
    if last.kind == first.kind == "middle":
        return [Link(0.0, True)]
    links = []
    if last.kind == first.kind:
        indent = 0.0
        if len(before) > 1:
            # After a line that began in the label column, one in the comment's begins further right.
            indent = AFTER_MERGED if edge.blank else -AFTER_MERGED
        if last.kind == "label" and last.text.rstrip().endswith("."):
            indent += SENTENCE_IN_LABEL
        room = last.width + 1 + edge.first_word
        links.append(Link(-edge.break_odds / 2 + indent, True, (last.kind, room)))
    new = edge.break_odds / 2
    if (last.kind, first.kind) in (("label", "middle"), ("middle", "comment")):
        links.append(Link(new if last.kind == "middle" else max(new, 0.0), False))
    elif (last.kind, first.kind) == ("label", "comment"):
        links.append(Link(new + (NO_MIDDLE if manner.has_middle else 0.0), False))
    elif first.kind == "label":
        links.append(Link(new + row_cost(last.kind, manner), False))
    elif (last.kind, first.kind) == ("comment", "middle"):
        links.append(Link(new - 3.0, False))
    return links
