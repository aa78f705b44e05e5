"""Where a text names a report: «Uppföljningsrapport 1/2022», «UR2 2020», «Årsredovisning 2019»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import ReportType
from lnextract.swedish.periods import PrintedPeriod, find_periods

# «UR» alone is no word of reports: «ur 2 perspektiv».
_ABBREVIATED = r"(?-i:\bU[Rr](?=\s?-?[1-3](?!\d)))"
_NUMBERS = {"ett": 1, "en": 1, "i": 1, "två": 2, "ii": 2, "tre": 3, "iii": 3}
_SEAM = r"\s*(?:[-–—:,|]\s*)?"
_NUMBER = re.compile(
    rf"{_SEAM}(?:(?:nr|nummer|no)\.?\s*)?(?P<number>[1-3]|ett|två|tre|(?-i:III|II|I))"
    r"(?:\s?[/:\-–]\s?(?P<joined>20\d\d)\b|(?!\w|[.,]\d|\s?[/:%]\s?\d|\s?%))",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\s*(?:[-–—:,|(]\s*)?(?:(?:för|år|avseende|per)\s+){0,2}(?P<year>20\d\d|199\d)(?![\d%]|-\d|–\d)",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"(?<![\d-])(?P<year>20\d\d)(?:\s+års)?\s*[-–—:,]?\s*\Z")
_NUMBERED_FORM = re.compile(r"UR\s?\d")
_NUMBERED = re.compile(
    r"uppföljningsrapport|UR|(?:tertial|delårs|kvartals)(?:rapport|bokslut|uppföljning)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class ReportMention:
    """A printed name of a report."""

    report_type: ReportType
    word: str
    """As printed."""
    number: int | None
    year: int | None
    """Printed with the name."""
    start: int
    end: int
    """Offsets of the name with number and year."""


ReportWords = re.Pattern[str]
"""A pattern with one named group a report type."""


@lru_cache(maxsize=4)
def report_words(vocabulary: Vocabulary) -> ReportWords:
    """The vocabulary's names of reports as one pattern."""
    forms: dict[str, list[str]] = {"uppföljningsrapport": [_ABBREVIATED]}
    for entry in vocabulary.entries.report_types:
        words = [
            re.escape(form).replace(r"\ ", r"\s+")
            for form in entry.forms
            if not _NUMBERED_FORM.fullmatch(form)
        ]
        forms.setdefault(entry.report_type, []).extend(rf"\b{word}\b" for word in words)
    groups = (
        rf"(?P<{kind}>{'|'.join(sorted(words, key=len, reverse=True))})" for kind, words in forms.items()
    )
    # Nearly every place in a text begins no name: its letter says so before the names are tried.
    named = {form[0].lower() for entry in vocabulary.entries.report_types for form in entry.forms}
    begins = "".join(sorted(named))
    return re.compile(rf"(?=[u{re.escape(begins)}])(?:{'|'.join(groups)})", re.IGNORECASE)


@lru_cache(maxsize=1024)
def report_mentions(text: str, words: ReportWords) -> tuple[ReportMention, ...]:
    """The reports that a text names, in order; offsets into `text`."""
    matches = list(words.finditer(text))
    if not matches:
        return ()
    days = [period for period in find_periods(text) if period.text[:1].isdigit()]
    return tuple(_mention(match, text, days) for match in matches)


def _mention(match: re.Match[str], text: str, days: Sequence[PrintedPeriod]) -> ReportMention:
    number, year, end = _number(match, text)
    if number is not None and year is None and any(match.end() <= period.start < end for period in days):
        number, year, end = None, None, match.end()  # «Uppföljningsrapport 1 januari - 30 april»: a day
    if year is None and (after := _YEAR.match(text, end)):
        year, end = int(after["year"]), after.end()
    if year is None and (before := _YEAR_BEFORE.search(text, 0, match.start())):
        year = int(before["year"])
    kind = cast("ReportType", match.lastgroup)
    return ReportMention(kind, match.group(), number, year, match.start(), end)


def _number(match: re.Match[str], text: str) -> tuple[int | None, int | None, int]:
    """Number, the year joined to it, and where both end."""
    if not _NUMBERED.match(match.group()):
        return None, None, match.end()
    number = _NUMBER.match(text, match.end())
    if number is None:
        return None, None, match.end()
    word = number["number"].lower()
    joined = int(number["joined"]) if number["joined"] else None
    return _NUMBERS.get(word) or int(word), joined, number.end()
