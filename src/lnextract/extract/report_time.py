"""Of when a report is: its number, year, months and date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from lnextract.extract.passages import Passage, Place, in_place
from lnextract.model.report import Period
from lnextract.swedish.periods import PrintedPeriod, find_dates, find_periods, find_years

WEIGHTS: dict[Place, int] = {"caption": 6, "heading": 6, "signature": 6, "table": 3, "prose": 1}
"""What places below cover and title count when they disagree on the months: a header says of what months
its figures are, a sentence may speak of another report's."""
LAST_CLOSING_MONTH = 6
"""A bokslut is dated in the first half of the year after its own."""

_YEAR_RANGE = re.compile(r"(?:19|20)\d\d\s?[-–/]\s?(?:19|20)?\d\d(?![\d-])")
_NOT_ISSUED = re.compile(
    r"(?:\bper|\bpr|\bt\.?\s?o\.?\s?m\.?|till\s+och\s+med|fram\s+till)\s+(?:den\s+)?\Z", re.IGNORECASE
)
_MONTH_REPORT = re.compile(r"\bmånads", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A value, and whether it is printed as such or guessed from something near it."""

    value: int | None
    guess: str | None = None
    """For a doubt: how it was guessed."""


def report_number(found: Sequence[Passage]) -> int | None:
    """The number printed with the report's name on the cover, in a title or a caption; none from the text."""
    for place in ("cover", "title", "caption", "heading", "signature"):
        numbers = [
            mention.number
            for passage in in_place(found, place)
            for mention in passage.mentions
            if mention.number is not None and mention.report_type == "uppföljningsrapport"
        ]
        if numbers:
            return numbers[0]
    return None


def report_year(found: Sequence[Passage], report_type: str) -> Told:
    """The year of which the report is: cover, title and caption before headers, date and text."""
    for place in ("cover", "title", "caption"):
        named = [
            passage for passage in in_place(found, place) if place == "cover" or _names(passage, report_type)
        ]
        told = _titled_year(named, report_type)
        if told is not None:
            return told
    headed = [
        p.year for passage in in_place(found, "heading", "table") for p in _stretches(passage.text) if p.year
    ]
    if headed:
        return Told(_most(headed))
    signed = [day for passage in in_place(found, "signature") for day in _days(passage.text)]
    if signed:
        return _year_of_day(signed[-1], report_type)
    for places in (("prose",), ("table", "heading"), ("prose", "cover", "title", "caption")):
        years = [year for passage in in_place(found, *places) for year in _lone_years(passage.text)]
        stretches = [
            p.year for passage in in_place(found, *places) for p in _stretches(passage.text) if p.year
        ]
        if stretches or years:
            return Told(_most(stretches or years), "the year that the text names most")
    return Told(None)


def _names(passage: Passage, report_type: str) -> bool:
    return any(mention.report_type == report_type for mention in passage.mentions)


def _titled_year(found: Sequence[Passage], report_type: str) -> Told | None:
    mentions = [mention for passage in found for mention in passage.mentions if mention.year is not None]
    own = [mention for mention in mentions if mention.report_type == report_type] or mentions
    if own:
        return Told(own[0].year)
    stretches = [
        p.year for passage in found for p in find_periods(passage.text) if p.year and p.form != "month"
    ]
    if stretches:
        return Told(stretches[0])
    days = [day for passage in found for day in _days(passage.text)]
    lone = [year for passage in found for year in _lone_years(passage.text)]
    months = [p for passage in found for p in find_periods(passage.text) if p.form == "month" and p.year]
    if months and {p.year for p in months} == set(lone):
        return _year_of_day(date(months[0].year or 0, months[0].end_month, 1), report_type)
    if lone:
        return Told(lone[0], None if len(set(lone)) == 1 else "the first of several years")
    return _year_of_day(days[0], report_type) if days else None


def _year_of_day(day: date, report_type: str) -> Told:
    if report_type == "årsredovisning" and day.month <= LAST_CLOSING_MONTH:
        return Told(day.year - 1, f"the year before its date {day.isoformat()}")
    guess = f"the year of its date {day.isoformat()}" if report_type == "årsredovisning" else None
    return Told(day.year, guess)


def _lone_years(text: str) -> list[int]:
    return find_years(_YEAR_RANGE.sub(" ", text)) if "20" in text or "19" in text else []


def _stretches(text: str) -> list[PrintedPeriod]:
    return [period for period in find_periods(text) if period.form in ("range", "accumulated")]


def _days(text: str) -> list[date]:
    """Days on which something was issued: not the ends of periods."""
    periods = find_periods(text)
    return [
        found.date
        for found in find_dates(text)
        if not any(p.form != "month" and p.start < found.end and found.start < p.end for p in periods)
        and not _NOT_ISSUED.search(text[: found.start])
    ]


def _most(years: Iterable[int | None]) -> int | None:
    counted = Counter(year for year in years if year is not None)
    # Ties go to the later year: a report speaks of the year before, seldom of the one after.
    return max(counted, key=lambda year: (counted[year], year)) if counted else None


def report_period(found: Sequence[Passage], year: int | None) -> Period | None:
    """The months that the report covers, from January, as printed; cover and title before the rest."""
    for place in ("cover", "title"):
        ends = [end for passage in in_place(found, place) for end in _ends(passage, year)]
        if ends:
            return _from_january(max(ends, key=ends.count), year)
    votes: Counter[int] = Counter()
    for passage in found:
        for end in _ends(passage, year):
            votes[end] += WEIGHTS.get(passage.place, 0)
    if not votes:
        return None
    return _from_january(max(votes, key=lambda end: (votes[end], end)), year)


def _ends(passage: Passage, year: int | None) -> list[int]:
    """The last months of the accumulated periods that a passage prints."""
    top = passage.place in ("cover", "title", "caption")
    months_only = bool(_MONTH_REPORT.search(passage.text))
    ends: list[int] = []
    for period in find_periods(passage.text):
        if period.year not in (None, year) or (period.form == "part" and period.end_month == 12):
            continue
        accumulated = (
            period.form in ("range", "accumulated") and period.start_month == 1 and period.end_month < 12
        )
        part = period.form == "part" and (top or period.start_month == 1)
        if accumulated or part or (period.form == "month" and top and months_only):
            ends.append(period.end_month)
    return ends


def _from_january(end_month: int, year: int | None) -> Period | None:
    return PrintedPeriod(1, end_month, None, "", 0, 0).to_period(year)


def report_dates(found: Sequence[Passage], signature_lines: Sequence[str], *, deck: bool) -> list[date]:
    """The days printed on the cover, else at the signatures, in printed order."""
    covered = [day for passage in in_place(found, "cover") for day in _days(passage.text)]
    if covered or deck:
        return covered
    return _days(" ".join(line.strip() for line in signature_lines))
