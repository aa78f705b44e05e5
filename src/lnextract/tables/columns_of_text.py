"""Rows of a text table in a dump: which lines belong to the label, the middle cell and the comment.

A dump prints such a table cell by cell. Nothing marks where a cell ends but habits of the layout: a wrapped
line is full, a cell begins with a capital, a sentence ends, a blank says that the text goes on. Each is weak;
the likeliest reading of all rows together (Viterbi) is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lnextract.model.source import Line
from lnextract.swedish.words import is_word
from lnextract.tables.parts import Cut, Kind, Manner, Matcher, Part, TextRow, cuts_of

# Log-odds, hand-set from the layouts of real dumps; only their order of size matters.
SOFT_WRAP = -3.0
HARD_END = 1.5
INSIDE_WORD = -4.0
BLANK_LINE = 0.8
NO_BLANK_LINE = -0.6
LOWERCASE_START = -2.5
CAPITAL_START = 0.7
SENTENCE_END = 0.8
OPEN_END = -2.0
NOT_FULL = -2.5
TOO_WIDE_PER_CHAR = -0.3
LONG_LABEL_PER_CHAR, LONG_LABEL_CHARS = -0.05, 45
CAPITAL_IN_LABEL = -0.3
NO_COMMENT = -1.2
NO_MIDDLE = -0.8
INLINE_SPLIT = -0.6
AFTER_MERGED = 1.2
WORD_AMID_CELL = -1.2
MIDDLE_FOUND = 1.5
SLACK = 1.12
"""Proportional fonts: a line may hold this much more than the typical number of characters."""
FULL_SHARE = 0.75
"""A wrapped line with the first word of the next one fills at least this share of its column."""
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
class _Boundary:
    """Evidence between two printed lines that does not hang on column widths."""

    break_odds: float
    first_word: int
    blank: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """One printed line, before widths are tried."""

    edge: _Boundary | None
    """Between it and the line before; None = it is the first."""
    cuts: list[tuple[Cut, float]]
    """The ways to divide it, with what speaks for each but its width."""


Widths = dict[Kind, int]
"""Characters of a full line in each kind of cell."""


def _boundary(before: Line, after: Line, blank_between: bool, manner: Manner) -> _Boundary:
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
        odds += CAPITAL_START
    if ended.endswith((".", "!", "?")):
        odds += SENTENCE_END
    elif ended.endswith((",", "-")) or ended.rpartition(" ")[2].casefold() in OPEN_WORDS:
        odds += OPEN_END
    return _Boundary(odds, len(follow.split(" ", 1)[0]), blank_between)


def read_rows(tables: Sequence[Sequence[Line]], match: Matcher, manner: Manner) -> list[list[TextRow]]:
    """The rows of tables that bear the same header and so, most likely, have the same columns."""
    printed = [[line for line in table if not line.blank] for table in tables]
    lengths = sorted({len(line.text.strip()) for table in printed for line in table})
    if not lengths:
        return [[] for _ in tables]
    guesses = _width_guesses(lengths, manner)
    widest = SLACK * max(label_width for label_width, _ in guesses)
    steps = [
        _steps_of(lines, _blank_before(table), match, manner, widest)
        for table, lines in zip(tables, printed, strict=True)
    ]
    best: tuple[float, list[list[TextRow]]] | None = None
    for label_width, comment_width in guesses:
        widths: Widths = {"label": label_width, "comment": comment_width, "middle": 10**6}
        total = 0.0
        rows = []
        for each in steps:
            score, path = _viterbi(each, manner, widths)
            total += score
            rows.append(_rows_of(path))
        if best is None or total > best[0] + 1e-9:
            best = (total, rows)
    assert best is not None
    return best[1]


def _width_guesses(lengths: list[int], manner: Manner) -> list[tuple[int, int]]:
    if not manner.has_comment:
        return [(max(lengths), max(lengths))]
    picks = sorted({lengths[round(share * (len(lengths) - 1))] for share in (0.15, 0.3, 0.45, 0.6, 0.8)})
    widest = max(lengths)
    comments = sorted({widest, round(0.65 * widest), lengths[round(0.4 * (len(lengths) - 1))]})
    return [(label, comment) for label in picks for comment in comments]


def _blank_before(table: Sequence[Line]) -> list[bool]:
    flags, blank = [], False
    for line in table:
        if line.blank:
            blank = True
        else:
            flags.append(blank)
            blank = False
    return flags


def _steps_of(
    lines: Sequence[Line], blanks: Sequence[bool], match: Matcher, manner: Manner, widest_label: float
) -> list[_Step]:
    """What is known of each line before widths are tried."""
    steps = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        cuts = cuts_of(line, before, match, manner, widest_label)
        edge = None if before is None else _boundary(before, line, blanks[index], manner)
        steps.append(_Step(edge, [(cut, _cut_score(cut, manner)) for cut in cuts]))
    return steps


def _viterbi(steps: Sequence[_Step], manner: Manner, widths: Widths) -> tuple[float, list[tuple[Cut, bool]]]:
    """The best division of all lines; each cut comes with whether it goes on in the cell before it."""
    states: list[tuple[float, list[tuple[Cut, bool]]]] = []
    for step_of_line in steps:
        after: list[tuple[float, list[tuple[Cut, bool]]]] = []
        edge = step_of_line.edge
        for cut, score_of_words in step_of_line.cuts:
            if len(cut) > 1 and cut[1].kind == "comment" and cut[0].width > SLACK * widths["label"]:
                continue
            own = score_of_words + _width_score(cut, widths)
            if edge is None:
                after.append((own if cut[0].kind == "label" else own - 4.0, [(cut, False)]))
                continue
            options = [
                (score + own + step, [*path, (cut, goes_on)])
                for score, path in states
                for step, goes_on in _steps(path[-1][0], cut, edge, widths, manner)
            ]
            if options:
                after.append(max(options, key=lambda option: option[0]))
        states = after or states
    ended = [(score + _row_cost(path[-1][0][-1].kind, manner), path) for score, path in states]
    return max(ended, key=lambda state: state[0])


def _row_cost(last: Kind, manner: Manner) -> float:
    """What it costs that a row ends with this cell."""
    cost = NO_COMMENT if manner.has_comment and last != "comment" else 0.0
    return cost + (NO_MIDDLE if manner.has_middle and last == "label" else 0.0)


def _width_score(cut: Cut, widths: Widths) -> float:
    return sum(TOO_WIDE_PER_CHAR * max(0.0, part.width - SLACK * widths[part.kind]) for part in cut)


def _cut_score(cut: Cut, manner: Manner) -> float:
    score = MIDDLE_FOUND if any(part.kind == "middle" for part in cut) else 0.0
    for part in cut:
        if part.kind == "label":
            score += LONG_LABEL_PER_CHAR * max(0, part.width - LONG_LABEL_CHARS)
            score += CAPITAL_IN_LABEL * len(CAPITAL_WORD.findall(part.text.strip()))
        score += WORD_AMID_CELL * _words_amid(part.text.strip())
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


def _steps(
    before: Cut, cut: Cut, edge: _Boundary, widths: Widths, manner: Manner
) -> list[tuple[float, bool]]:
    """What can happen between two lines: the same cell goes on, or another begins."""
    last, first = before[-1], cut[0]
    steps = []
    if last.kind == first.kind != "middle":
        indent = 0.0
        if len(before) > 1:
            # After a line that began in the label column, one in the comment's begins further right.
            indent = AFTER_MERGED if edge.blank else -AFTER_MERGED
        steps.append((-edge.break_odds / 2 + indent + _fullness(last, edge, widths), True))
    if last.kind == first.kind == "middle":
        return [(0.0, True)]
    new = edge.break_odds / 2
    if (last.kind, first.kind) in (("label", "middle"), ("middle", "comment")):
        steps.append((new if last.kind == "middle" else max(new, 0.0), False))
    elif (last.kind, first.kind) == ("label", "comment"):
        steps.append((new + (NO_MIDDLE if manner.has_middle else 0.0), False))
    elif first.kind == "label":
        steps.append((new + _row_cost(last.kind, manner), False))
    elif (last.kind, first.kind) == ("comment", "middle"):
        steps.append((new - 3.0, False))
    return steps


def _fullness(last: Part, edge: _Boundary, widths: Widths) -> float:
    """A line is wrapped only where the next word did not fit."""
    room = last.width + 1 + edge.first_word
    return NOT_FULL if room < FULL_SHARE * widths[last.kind] else 0.5


def _rows_of(path: list[tuple[Cut, bool]]) -> list[TextRow]:
    rows: list[dict[str, list[Part]]] = []
    for cut, goes_on in path:
        for position, part in enumerate(cut):
            begins = part.kind == "label" and not (goes_on and position == 0)
            if begins or not rows:
                rows.append({"label": [], "middle": [], "comment": []})
            rows[-1][part.kind].append(part)
    return [
        TextRow(tuple(row["label"]), tuple(row["middle"]), tuple(row["comment"]), _sure(row)) for row in rows
    ]


def _sure(row: dict[str, list[Part]]) -> bool:
    """Not sure: two short single lines, of which either may be a label of its own."""
    return (
        bool(row["middle"])
        or len(row["label"]) != 1
        or len(row["comment"]) != 1
        or (row["comment"][0].width > 1.3 * row["label"][0].width)
    )
