"""The cover of a document: short lines before its first heading."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.periods import find_dates, find_periods

MOST_COVER_LINES = 14
MOST_COVER_CHARS = 75


def cover_lines(
    lines: Sequence[Line],
    free: Sequence[bool],
    starts: frozenset[int],
    vocabulary: Vocabulary,
    *,
    first: int,
    deck: bool,
) -> set[int]:
    """Indexes of the cover's lines; none where the document begins with its text. `first`: its first line."""
    page = _first_lines(lines, free, starts, vocabulary, first)
    if len(page) > MOST_COVER_LINES:
        return set()
    texts = [lines[index].text.strip() for index in page]
    if deck:
        return set(page) if len(page) <= MOST_COVER_LINES else set()
    if any(len(text) > MOST_COVER_CHARS for text in texts):
        return set()
    if sum(text.endswith(".") for text in texts) > 1:
        return set()
    joined = "\n".join(texts)
    names_report = vocabulary.report_type_in(joined) is not None
    names_body = bool(vocabulary.body_in(joined)) or vocabulary.municipality_in(joined) is not None
    rest = any(
        free[index] and not lines[index].blank for index in range((page[-1] + 1) if page else 0, len(lines))
    )
    return set(page) if names_report and names_body and rest else set()


def _first_lines(
    lines: Sequence[Line], free: Sequence[bool], starts: frozenset[int], vocabulary: Vocabulary, first: int
) -> list[int]:
    """Indexes of the short lines before the text, as many as a cover can have and one more."""
    page: list[int] = []
    for index, line in enumerate(lines):
        if line.blank or index < first:
            continue
        if _text_begins(line) or (page and index in starts and not _repeats(line.text, vocabulary)):
            break
        if page and len(line.text.strip()) > MOST_COVER_CHARS:
            if page[-1] == index - 1 and not _is_of_cover(lines[page[-1]].text, vocabulary):
                page.pop()  # the heading of the text that begins here
            break
        if not free[index]:
            if page:
                break
            continue
        page.append(index)
        if len(page) > MOST_COVER_LINES:
            break
    return page


def _repeats(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line names report and board once more, at the top of the next page."""
    short = len(text.strip()) <= MOST_COVER_CHARS
    return short and vocabulary.report_type_in(text) is not None and bool(vocabulary.body_in(text))


def _is_of_cover(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a line tells what report it is, whose, or of when."""
    return bool(
        vocabulary.report_type_in(text)
        or vocabulary.body_in(text)
        or vocabulary.municipality_in(text)
        or find_dates(text)
        or find_periods(text)
    )


def _text_begins(line: Line) -> bool:
    """A heading numbered 1 begins the text proper."""
    text = line.text.strip()
    return text.startswith(("1 ", "1. ")) and len(text) > 3 and text.split(maxsplit=1)[1][:1].isupper()
