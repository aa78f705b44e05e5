"""Where the header of a table may begin in a dump: a quick look at a line before the whole is read."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.blocks.captions import NUMBERED, is_caption, is_unit_line
from lnextract.blocks.figure_rows import most_values
from lnextract.blocks.header import FIGURE_ROLES, line_before_row, over_rows
from lnextract.blocks.layout import is_bullet
from lnextract.blocks.status_lines import states_status
from lnextract.knowledge.headers import coverage
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.dates import find_dates
from lnextract.swedish.tails import tail_run

MAX_FIRST_CHARS = 200
"""Eight wordy heads on one line."""
MAX_LINE_CHARS = 70
HEADS_IN_ROW = 3
"""A caption may name one or two columns."""
PROBE_CHARS = 40
MIN_FIRST_COVERAGE = 0.5
"""Share of a longer first line that the lexicon must know."""


def may_begin(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> bool:
    """Whether the first words of a line are those of a header: a quick look before the whole is read."""
    text = lines[first].text
    stripped = text.strip()
    if not stripped or len(stripped) > MAX_FIRST_CHARS or is_bullet(text):
        return False
    if stripped[0].islower() and first and not lines[first - 1].blank:
        return False  # the rest of a sentence or of a label
    if states_status(stripped, vocabulary) or is_dated(stripped, vocabulary):
        return False
    if is_caption(stripped, vocabulary) and not (
        _heads_in_row(lines, first, vocabulary) or _under_unit(lines, first, vocabulary)
    ):
        return False
    if not vocabulary.headers.begins(stripped):
        return _row_follows(lines, first) or _heads_follow(lines, first, vocabulary)
    if len(stripped) > PROBE_CHARS and coverage(vocabulary.headers.segment(stripped)) < MIN_FIRST_COVERAGE:
        return _row_follows(lines, first)
    return not stripped.endswith(".") or vocabulary.headers.segment(stripped)[0].role != "label"


def is_dated(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line ends in the day of a report or slide, and is no head: «Presentation 3 juni 2021»."""
    dates = find_dates(text)
    if not dates or text[dates[-1].end :].strip():
        return False
    return not any(phrase.role in FIGURE_ROLES for phrase in vocabulary.headers.segment(text))


def _row_follows(lines: Sequence[Line], first: int) -> bool:
    """Whether a row of two figures or more stands right below."""
    after = next((line for line in lines[first + 1 : first + 3] if not line.blank), None)
    run = tail_run(after.text) if after is not None else None
    return run is not None and most_values(run) >= 2 and not lines[first].text.rstrip().endswith(".")


def _heads_follow(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> bool:
    """Whether a short line whose first word is no head goes on with one, and a row follows not far below."""
    text = lines[first].text.strip()
    if len(text) > MAX_LINE_CHARS or text.endswith(".") or not text[:1].isupper():
        return False
    if line_before_row(lines, first) is None:
        return False
    phrases = vocabulary.headers.segment(text)
    return phrases[0].role == "unknown" and any(phrase.role == "figure" for phrase in phrases)


def _heads_in_row(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> bool:
    """Whether a line that states a unit is a header on one line: «Område Utfall Prognos Budget i tkr».

    With two heads for figures it is if nothing but these and the label's stand in it, and a row follows.
    """
    text = lines[first].text.strip()
    phrases = vocabulary.headers.segment(text)
    heads = sum(phrase.role in FIGURE_ROLES for phrase in phrases)
    only_heads = (
        phrases[0].role == "label"
        and heads == len(phrases) - 1
        and (_row_follows(lines, first) or line_before_row(lines, first) is not None)
    )
    heads += only_heads and any(phrase.text.startswith("% ") for phrase in phrases)
    if heads < HEADS_IN_ROW - only_heads or NUMBERED.match(text):
        return False
    return vocabulary.headers.looks_like_header(text)


def _under_unit(lines: Sequence[Line], first: int, vocabulary: Vocabulary) -> bool:
    """Whether a line states the unit in the place of the label's head: «Belopp i tkr Årsbudget»."""
    phrases = vocabulary.headers.segment(lines[first].text)
    named = len(phrases) > 1 and phrases[0].role == "label" and phrases[1].role == "figure"
    if not named or not is_unit_line(phrases[0].text):
        return False
    return over_rows(lines, first, vocabulary) is not None
