"""Headings: how far a numbered one reaches, and which short lines are unnumbered ones."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.blocks.fonts import Fonts, same_font, stands_out
from lnextract.blocks.layout import Habits, is_bullet
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.tails import tail_run
from lnextract.swedish.words import join_lines

MAX_TITLE_LINES = 5
MAX_BARE_WORDS = 14
"""Words of the longest unnumbered heading."""
SHORT_SHARE = 0.9
"""An unnumbered heading fills less than this share of the prose width."""
WRAP_SHARE = 0.8
"""A line that with the next word fills less than this share was ended on purpose."""
VERY_SHORT_SHARE = 0.55
"""Below this share not even a trailing blank tells of a wrapped line."""
PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")
OPEN_END = re.compile(
    r"(?:\b(?:och|eller|samt|att|som|för|av|i|på|med|till|från|om|mot|hos|vid|under|över|inom|mellan|kring|genom|"
    r"utifrån|en|ett|den|det|de|via|per)|[,\-–/(])\s*$",
    re.IGNORECASE,
)


def title_end(
    lines: Sequence[Line], first: int, stops: frozenset[int] | set[int], habits: Habits, fonts: Fonts
) -> int:
    """Index of the last line of the numbered heading that begins at `first`."""
    last = first
    widest = len(lines[first].text.strip())
    for at in range(first + 1, min(len(lines), first + 3 * MAX_TITLE_LINES)):
        if at in stops:
            break
        line = lines[at]
        if line.blank:
            if at - last > 2:
                break
            continue
        alike = same_font(lines[first], line)
        if alike is False:
            break
        if not (alike and stands_out(line, fonts) and at - last == 1) and not _title_goes_on(
            lines[last].text, line.text, at - last > 1, widest, habits
        ):
            break
        last = at
        widest = max(widest, len(line.text.strip()))
        if sum(not lines[i].blank for i in range(first, last + 1)) >= MAX_TITLE_LINES:
            break
    return last


def _title_goes_on(before: str, text: str, gap: bool, widest: int, habits: Habits) -> bool:
    follow, ended = text.strip(), before.rstrip()
    if is_bullet(text) or len(follow) > max(widest, 60) + 25:
        return False
    if follow.startswith("(") and re.fullmatch(r"\([^()]*\)?", follow):
        return True
    if ended.count("(") > ended.count(")"):
        return True
    if ended.endswith((".", ":", "!", "?")):
        return False
    if follow[:1].islower():
        return True
    if habits.blank_means_more and not gap and (before.endswith(" ") or habits.prints_blanks):
        return before.endswith(" ")
    return bool(OPEN_END.search(ended)) and not gap


def split_title(
    lines: Sequence[Line], start: int, habits: Habits, vocabulary: Vocabulary
) -> tuple[str, str | None]:
    """Title and marker of a heading; `start` is where the title begins in its first line."""
    texts = [line.text for line in lines if not line.blank]
    texts[0] = texts[0][start:]
    title = join_lines(texts, known=vocabulary.known_words, trailing_blanks=habits.prints_blanks)
    match = PARENTHESIS.search(title)
    if match and vocabulary.words("marker").key(match.group(1)):
        return title[: match.start()].strip(), " ".join(match.group(1).split())
    return title, None


def bare_heading_lines(chunk: Sequence[Line], follows: bool, habits: Habits, fonts: Fonts) -> int:
    """How many lines at the beginning of a chunk are an unnumbered heading; 0 for none.

    Args:
        follows: whether text, a list or a table comes after the chunk.
    """
    first = chunk[0].text.strip()
    if fonts.tells:
        return _lines_that_stand_out(chunk, fonts)
    if not _could_be_title(first):
        return 0
    width = habits.prose_width or 90
    if len(chunk) == 1:
        return 1 if follows and len(first) < SHORT_SHARE * width else 0
    second = chunk[1].text.strip()
    fits = len(first) + 1 + len(second.split(" ", 1)[0]) < WRAP_SHARE * width
    short = len(first) + 1 + len(second.split(" ", 1)[0]) < VERY_SHORT_SHARE * width
    deliberate = (
        fits and (second[:1].isupper() or second[:1].isdigit()) and (short or not _more(chunk[0], habits))
    )
    if deliberate and len(second) > len(first) and not _could_be_row(first):
        return 1
    wrapped = " ".join(line.text.strip() for line in chunk)
    if len(chunk) == 2 and follows and second[:1].islower() and len(wrapped.split()) <= MAX_BARE_WORDS:
        long_first = len(first) > 0.5 * width or _more(chunk[0], habits)
        return 2 if _could_be_title(wrapped) and long_first and len(second) < 0.6 * width else 0
    return 0


def _lines_that_stand_out(chunk: Sequence[Line], fonts: Fonts) -> int:
    """Lines at the beginning in one heading's font; none where it is a sentence."""
    count = 0
    while count < len(chunk) and stands_out(chunk[count], fonts) and same_font(chunk[0], chunk[count]):
        count += 1
    wrapped = " ".join(line.text.strip() for line in chunk[:count])
    return count if count and count <= MAX_TITLE_LINES and _could_be_title(wrapped) else 0


def _more(line: Line, habits: Habits) -> bool:
    return habits.blank_means_more and line.text.endswith(" ")


def _could_be_row(text: str) -> bool:
    return tail_run(text) is not None


def _could_be_title(text: str) -> bool:
    if not text or not (text[0].isupper() or text[0] in '"”»«' or text[0].isdigit()):
        return False
    if (
        text.endswith((".", ":", ";", ",", "!", "-", "–"))
        or is_bullet(text)
        or len(text.split()) > MAX_BARE_WORDS
    ):
        return False
    run = tail_run(text)
    if run is not None and any(atom.kind == "unit" for atom in run.atoms):
        return False
    return not re.match(r"https?://|www\.|\d{4}-\d\d-\d\d|_{3,}|…{2,}|\.{5,}", text) and bool(
        re.search(r"[^\W\d_]{3}", text)
    )
