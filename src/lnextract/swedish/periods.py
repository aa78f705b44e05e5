"""Stretches of months as Swedish reports print them: «jan-aug 2020», «t.o.m. augusti», «tertial 1»."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from lnextract.model.report import Period
from lnextract.swedish.dates import PrintedDate, find_dates, find_years, month_days
from lnextract.swedish.months import MONTH, YEAR, last_day, month_number, names_month, whole_month_end

__all__ = [
    "PeriodForm",
    "PrintedDate",
    "PrintedPeriod",
    "find_dates",
    "find_periods",
    "find_years",
    "month_days",
    "parse_period",
]

PeriodForm = Literal["range", "accumulated", "part", "month"]
"""range: both ends printed; accumulated: only the end; part: tertial, quarter, half or whole year; month."""


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """Printed months of one year. `text` is what stands at `start:end` of the text that was given."""

    start_month: int
    end_month: int
    year: int | None
    """The printed year; None where none is printed at the months."""
    text: str
    start: int
    end: int
    form: PeriodForm = "range"

    def to_period(self, year: int | None) -> Period | None:
        """The days of the months in the printed year, else in the year given; None where there is neither."""
        printed = self.year if self.year is not None else year
        if printed is None:
            return None
        last = last_day(self.end_month, printed)[-1]
        return Period(from_=date(printed, self.start_month, 1), to=date(printed, self.end_month, last))


_HYPHEN = r"[-‐‑‒–—−]"
_TO = (
    rf"\s*(?:{_HYPHEN}{{1,2}}|(?<=[\s.])till\s+och\s+med(?=\s)|(?<=[\s.])till(?=\s)"
    r"|(?<=[\s.])t\.?\s?o\.?\s?m\.?(?=\s))\s*"
)
_YEAR_AFTER = rf"(?:\s*,?\s*(?:år\s+)?(?P<year>{YEAR}))?"
_YEAR_BEFORE = r"(?:(?<![\w.,/-])(?P<before>199\d|20[0-4]\d)[\s,:]+)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ISO = r"(?:199\d|20[0-4]\d)"
_UP_TO = (
    r"(?:\bt\.?\s?o\.?\s?m\.?|\btill\s+och\s+med|\bfram\s+till|\bper|\bpr|\back(?:\.|umulera[dt]e?)?"
    r"|\bdelårs(?:rapport|bokslut)(?:en|et)?(?:\s+per)?)\s+(?:den\s+)?(?:utgången\s+av\s+)?"
)
_ORDINALS = {"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "ett": 1, "två": 2, "tre": 3, "fyra": 4}
_ORDINALS |= {"1:a": 1, "2:a": 2, "3:e": 3, "4:e": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4}
_PART_MONTHS = {"tertial": 4, "kvartal": 3, "halvår": 6}


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_MONTHS = _compiled(
    rf"{_YEAR_BEFORE}(?<!\w)(?P<first>{MONTH})(?:\s+(?P<year_1>{YEAR}))?{_TO}(?P<last>{MONTH})" + _YEAR_AFTER
)
_DAYS = _compiled(
    rf"(?<![\w.,/])(?P<day_1>0?1)\s+(?P<first>{MONTH})(?:\s+(?P<year_1>{YEAR}))?{_TO}"
    rf"(?P<day_2>{_DAY})\s+(?P<last>{MONTH}){_YEAR_AFTER}"
)
_SLASHED = _compiled(
    rf"(?<![\w.,/])(?P<day_1>0?1)/(?P<first>\d\d?)(?:\s+(?P<year_1>{_ISO}))?{_TO}"
    rf"(?P<day_2>{_DAY})/(?P<last>\d\d?)(?![\d/]){_YEAR_AFTER}"
)
_ISO_DAYS = _compiled(
    rf"(?<![\w.,/-])(?P<year_1>{_ISO})[-‐‑–](?P<first>\d\d)[-‐‑–](?P<day_1>01){_TO}"
    rf"(?P<year>{_ISO})[-‐‑–](?P<last>\d\d)[-‐‑–](?P<day_2>\d\d)(?![\d-])"
)
_PACKED_DAYS = _compiled(
    rf"(?<!\w)(?P<year_1>{_ISO})(?P<first>\d\d)(?P<day_1>01){_TO}(?P<year>{_ISO})(?P<last>\d\d)(?P<day_2>\d\d)(?!\w)"
)
_ISO_MONTHS = _compiled(
    rf"(?<![\w.,/-])(?P<year_1>{_ISO})-?(?P<first>0[1-9]|1[0-2]){_TO}"
    rf"(?P<year>{_ISO})-?(?P<last>0[1-9]|1[0-2])(?![\d-])"
)
_UP_TO_MONTH = _compiled(rf"{_UP_TO}(?P<last>{MONTH}){_YEAR_AFTER}")
_UP_TO_DAY = _compiled(
    rf"{_UP_TO}(?P<day_2>{_DAY})(?:\s+(?P<last>{MONTH})|/(?P<last_n>\d\d?)(?![\d/]))" + _YEAR_AFTER
)
_UP_TO_ISO = _compiled(rf"{_UP_TO}(?P<year>{_ISO})[-‐‑–](?P<last>\d\d)[-‐‑–](?P<day_2>\d\d)(?![\d-])")
_PART = _compiled(
    rf"(?P<up_to>{_UP_TO})?(?<!\w)(?<![-–/])(?:(?P<before>första|andra|tredje|fjärde|[12]:a|[34]:e)\s+(?P<part>tertial|kvartal|halvår)(?:et)?"
    r"|(?P<part_1>tertial|kvartal|halvår)(?:et|s?rapport)?\s+(?P<after>[1-4]|ett|två|tre|fyra|iii|ii|iv|i)"
    r"|kv\.?\s?(?P<quarter>[1-4])|(?P<letter>(?-i:T|Q|H))(?P<letter_n>[1-4]))(?![\w/]|[.,]\d)"
    # «kvartal 1-3» is no single part
    r"(?!\s?[-–]\s?[TQHtqh]?\d)(?!\s+(?:och|till)\s+\d)" + _YEAR_AFTER
)
_HALF = _compiled(rf"(?<!\w)halvårs(?:bokslut|rapport)(?:et|en)?(?!\w){_YEAR_AFTER}")
_INTERIM_TWO = _compiled(
    r"(?<!\w)delår(?:et|srapport|sbokslut)?\s+(?:2|två|ii)(?![\w/]|[.,]\d)" + _YEAR_AFTER
)
_WHOLE = _compiled(rf"(?<!\w)(?:helår(?:et)?|hela\s+året|kalenderåret)(?!\w){_YEAR_AFTER}")
_MONTH_OF_YEAR = _compiled(rf"(?<!\w)(?<!\d\s)(?P<last>{MONTH})\s+(?P<year>{YEAR})")

Reading = tuple[int, int, int | None]


def find_periods(text: str) -> list[PrintedPeriod]:
    """The stretches of months in a text, in order, wrapped or not; they never overlap.

    A month with its year («april 2022») has the form `month`. A stretch that begins in one year and ends in
    another, or that does not end with a month's last day, is left out.
    """
    return list(_periods(text))


@lru_cache(maxsize=1024)
def _periods(text: str) -> tuple[PrintedPeriod, ...]:
    found: list[PrintedPeriod] = []
    rejected: list[tuple[int, int]] = []
    days = [(day.start, day.end) for day in find_dates(text)]
    for pattern, form, read in _FORMS:
        for match in pattern.finditer(text):
            if any(p.start < match.end() and match.start() < p.end for p in found):
                continue
            taken = rejected + days if form == "month" else rejected
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            reading = read(match)
            if reading is None:
                rejected.append(match.span())
                continue
            found.append(PrintedPeriod(*reading, match.group(), match.start(), match.end(), form))
    return tuple(sorted(found, key=lambda period: period.start))


def parse_period(text: str) -> PrintedPeriod | None:
    """The one period that a header, title or cell states; None where it states none or several.

    A header that is nothing but a full month name, or a month's last day with its year, counts too.
    """
    periods = find_periods(text)
    stated = [period for period in periods if period.form != "month"] or periods
    if not stated:
        return _alone(text)
    months = {(period.start_month, period.end_month) for period in stated}
    years = {period.year for period in stated if period.year is not None}
    if len(months) > 1 or len(years) > 1:
        return None
    return next((period for period in stated if period.year is not None), stated[0])


def _alone(text: str) -> PrintedPeriod | None:
    word = text.strip()
    start = text.index(word) if word else 0
    if names_month(word):
        month = month_number(word)
        return PrintedPeriod(month, month, None, word, start, start + len(word), "month")
    dates = find_dates(word)
    if len(dates) == 1 and dates[0].text == word:
        day = dates[0].date
        if whole_month_end(day.day, day.month, day.year):
            return PrintedPeriod(1, day.month, day.year, word, start, start + len(word), "accumulated")
    return None


def _read_range(match: re.Match[str]) -> Reading | None:
    groups = match.groupdict()
    first, last = _month(groups["first"]), _month(groups["last"])
    year, year_1 = _number(groups.get("year")), _number(groups.get("year_1"))
    if first is None or last is None or first > last:
        return None
    if year is not None and year_1 is not None and year != year_1:
        return None
    printed = year or year_1 or _number(groups.get("before"))
    day = groups.get("day_2")
    if day is not None and not whole_month_end(int(day), last, printed):
        return None
    return first, last, printed


def _read_up_to(match: re.Match[str]) -> Reading | None:
    groups = match.groupdict()
    last, year = _month(groups["last"] or groups["last_n"]), _number(groups["year"])
    if last is None:
        return None
    day = groups.get("day_2")
    return (1, last, year) if day is None or whole_month_end(int(day), last, year) else None


def _read_part(match: re.Match[str]) -> Reading | None:
    groups = match.groupdict()
    by_letter = {"T": "tertial", "H": "halvår"}.get(groups["letter"] or "", "kvartal")
    part = groups["part"] or groups["part_1"] or by_letter
    ordinal = (groups["before"] or groups["after"] or groups["quarter"] or groups["letter_n"]).casefold()
    number = _ORDINALS.get(ordinal) or int(ordinal)
    length = _PART_MONTHS[part.casefold()]
    if number * length > 12:
        return None
    first = 1 if groups["up_to"] else (number - 1) * length + 1
    return first, number * length, _number(groups["year"])


def _fixed(first: int, last: int) -> Callable[[re.Match[str]], Reading | None]:
    return lambda match: (first, last, _number(match["year"]))


def _read_month(match: re.Match[str]) -> Reading | None:
    month = month_number(match["last"])
    return month, month, int(match["year"])


def _month(name: str) -> int | None:
    if not name.isdigit():
        return month_number(name)
    return int(name) if 1 <= int(name) <= 12 else None


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


_FORMS: tuple[tuple[re.Pattern[str], PeriodForm, Callable[[re.Match[str]], Reading | None]], ...] = (
    (_ISO_DAYS, "range", _read_range),
    (_PACKED_DAYS, "range", _read_range),
    (_DAYS, "range", _read_range),
    (_SLASHED, "range", _read_range),
    (_ISO_MONTHS, "range", _read_range),
    (_MONTHS, "range", _read_range),
    (_UP_TO_ISO, "accumulated", _read_up_to),
    (_UP_TO_DAY, "accumulated", _read_up_to),
    (_UP_TO_MONTH, "accumulated", _read_up_to),
    (_PART, "part", _read_part),
    (_INTERIM_TWO, "accumulated", _fixed(1, 8)),
    (_HALF, "part", _fixed(1, 6)),
    (_WHOLE, "part", _fixed(1, 12)),
    (_MONTH_OF_YEAR, "month", _read_month),
)
