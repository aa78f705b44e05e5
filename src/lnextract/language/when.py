"""When something happened: days, months, school terms and years, as far as the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lnextract.model.mentions import DatePrecision, MentionDate
from lnextract.model.report import Period
from lnextract.swedish.dates import find_dates
from lnextract.swedish.months import MONTH, YEAR, last_day, month_number

_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR_AFTER = rf"(?:\s(?P<year>{YEAR}))?"
_DAY_OF_MONTH = re.compile(
    rf"(?<![\w.,:/])(?:den\s)?(?P<day>{_DAY})(?::?[ea])?\s(?P<name>{MONTH})(?!\w){_YEAR_AFTER}", re.IGNORECASE
)
_SLASHED = re.compile(
    rf"(?<![\w.,:/-])(?:den\s)?(?P<day>{_DAY})/(?P<month>1[0-2]|0?[1-9])(?![\d/])(?!\s?(?:av|%))"
)
_MONTHS = re.compile(
    rf"(?<![\w.,:/-])(?P<first>{MONTH})\s?[-–]\s?(?P<name>{MONTH})(?!\w){_YEAR_AFTER}", re.IGNORECASE
)
_MONTH = re.compile(
    rf"(?:(?<!\w)(?:i|under|mitten\sav|början\sav|slutet\sav|från|sedan|till|per)\s(?P<name>{MONTH})(?:\smånad)?(?!\w)"
    rf"{_YEAR_AFTER}|(?<!\w)(?P<alone>{MONTH})\s(?P<alone_year>199\d|20[0-4]\d)(?!\w))",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"(?<!\w)(?:(?:under|i|till|sedan|inför|för)\s)?(?P<term>våren|hösten|sommaren|vårterminen|höstterminen|våras|höstas|somras|vår|höst)"
    r"(?!\w)(?:[\s-]+(?P<year>199\d|20[0-4]\d))?",
    re.IGNORECASE,
)
_BARE_TERMS = frozenset({"vår", "höst"})
_NOT_THEN = re.compile(r"(?:efter|före|innan|inför)\s(?:den\s)?$", re.IGNORECASE)
_YEARS = re.compile(
    r"(?<!\w)(?:(?:under|år|i|sedan|från|efter|hela)\s)(?P<year>199\d|20[0-4]\d)(?![\w/-])(?!\s?[-–]\s?\d)"
    r"|(?<![\w/-])(?P<of_year>199\d|20[0-4]\d)\sårs(?!\w)|^(?P<first>199\d|20[0-4]\d)\s?[-–:](?!\s?\d)",
    re.IGNORECASE,
)
_TERMS = {"v": (1, 6), "h": (7, 12), "s": (6, 8)}
"""First and last month of spring, autumn and summer."""


@dataclass(frozen=True, slots=True)
class ReportTime:
    """What a date without a year is seen from."""

    year: int | None
    period: Period | None


@dataclass(frozen=True, slots=True)
class When:
    """Printed words that tell a time, at their place in a text."""

    start: int
    end: int
    text: str
    months: tuple[int, int]
    year: int | None
    day: int | None
    precision: DatePrecision

    def to_date(self, seen: ReportTime, *, ahead: bool | None = None) -> MentionDate | None:
        """The days; None where no year is printed and the report has none, or no calendar has the day.

        `ahead` tells that the text speaks of what is to come, or of what is past: a month beyond the
        report's period then lies in the year that fits.
        """
        year = self.year if self.year is not None else self._year_seen(seen, ahead)
        if year is None:
            return None
        try:
            first = date(year, self.months[0], self.day or 1)
        except ValueError:
            return None
        last = first if self.day else date(year, self.months[1], last_day(self.months[1], year)[-1])
        return MentionDate(
            from_date=first,
            to_date=last,
            precision=self.precision,
            year_printed=self.year is not None,
            text=self.text,
        )

    def _year_seen(self, seen: ReportTime, ahead: bool | None) -> int | None:
        if seen.year is None or seen.period is None or ahead is None:
            return seen.year
        end = seen.period.to.month
        if ahead and self.months[1] < end:
            return seen.year + 1
        if not ahead and self.months[0] > end:
            return seen.year - 1
        return seen.year


def times_in(text: str) -> list[When]:
    """The times in a text, in order, without overlaps; a finer one wins."""
    found: list[When] = []
    for when in (*_days(text), *_months(text), *_terms(text), *_whole_years(text)):
        if all(when.end <= other.start or other.end <= when.start for other in found):
            found.append(when)
    return sorted(_with_shared_year(text, found), key=lambda when: when.start)


def _with_shared_year(text: str, found: Sequence[When]) -> list[When]:
    """«den 3 maj och den 5 maj 2018»: the year stands once, after the last."""
    ordered = sorted(found, key=lambda when: when.start)
    shared: list[When] = []
    year = None
    following = len(text)
    for when in reversed(ordered):
        joined = re.fullmatch(r"\s?(?:,|och|samt|[-–])\s(?:den\s)?", text[when.end : following])
        year = when.year if when.year is not None else (year if joined else None)
        shared.append(replace(when, year=year))
        following = when.start
    return shared


def _days(text: str) -> Iterator[When]:
    for day in find_dates(text):
        months = (day.date.month, day.date.month)
        yield When(day.start, day.end, day.text, months, day.date.year, day.date.day, "day")
    for match in _DAY_OF_MONTH.finditer(text):
        month = month_number(match["name"])
        yield _when(match, (month, month), _number(match["year"]), "day", int(match["day"]))
    for match in _SLASHED.finditer(text):
        month = int(match["month"])
        yield _when(match, (month, month), None, "day", int(match["day"]))


def _months(text: str) -> Iterator[When]:
    for match in _MONTHS.finditer(text):
        first, last = month_number(match["first"]), month_number(match["name"])
        if first <= last:
            yield _when(match, (first, last), _number(match["year"]), "month")
    for match in _MONTH.finditer(text):
        month = month_number(match["name"] or match["alone"])
        yield _when(match, (month, month), _number(match["year"] or match["alone_year"]), "month")


def _terms(text: str) -> Iterator[When]:
    for match in _TERM.finditer(text):
        bare = match["term"].casefold() in _BARE_TERMS
        if (bare and not match["year"]) or _NOT_THEN.search(text, 0, match.start("term")):
            continue
        yield _when(match, _TERMS[match["term"][0].casefold()], _number(match["year"]), "term")


def _whole_years(text: str) -> Iterator[When]:
    for match in _YEARS.finditer(text):
        year = int(match["year"] or match["of_year"] or match["first"])
        yield _when(match, (1, 12), year, "year")


def _when(
    match: re.Match[str],
    months: tuple[int, int],
    year: int | None,
    precision: DatePrecision,
    day: int | None = None,
) -> When:
    return When(match.start(), match.end(), match.group().strip(), months, year, day, precision)


def _number(digits: str | None) -> int | None:
    if not digits:
        return None
    value = int(digits)
    return value if value > 99 else 2000 + value
