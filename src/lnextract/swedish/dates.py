"""Calendar days and years as Swedish reports print them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lnextract.swedish.months import MONTH, YEAR, month_number

_HYPHEN = r"[-‐‑–]"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_DATE_FORMS = (
    re.compile(
        rf"(?<![\w.,:/-])(?P<year>199\d|20[0-4]\d)(?P<sep>{_HYPHEN}|/)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)"
        rf"(?![\d/]|{_HYPHEN}\d)"
    ),
    re.compile(
        rf"(?<![\w.,:/])(?<!\d[-–])(?P<day>{_DAY})(?::?[ea])?\s+(?P<name>{MONTH}),?\s+(?P<year>{YEAR})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\w.,:/])(?<!\d[-–])(?P<day>{_DAY})/(?P<month>1[0-2]|0?[1-9])"
        rf"(?:\s+|\s?{_HYPHEN}\s?)(?P<year>{YEAR})"
    ),
)
_DAY_OF_MONTH = re.compile(rf"(?<![\w.,:/])(?P<day>{_DAY})(?::?[ea])?\s+(?P<name>{MONTH})", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w.,:§])(?:199\d|20[0-4]\d)(?!\w|[.,:]\d)")
# «Agenda 2030» is a name; a figure with its unit is an amount.
_NO_YEAR = re.compile(
    r"Agenda\s*2030|\b\d{4}\s?(?:%|(?:tkr|kkr|kr|kronor|mnkr|mkr|st|procent|tusen|miljoner)\b)|\b\d+/\d+\b"
    r"|(?<=\d)[-‐‑]\d{4}\b(?<!\d{4}[-‐‑]\d{4})|\b\d{4}[-‐‑](?:\d{2,3}|\d{5,})\b",
    re.IGNORECASE,
)
_TWO_YEARS = re.compile(r"(?:199\d|20[0-4]\d)/(?:199\d|20[0-4]\d)")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A printed calendar day. `text` is what stands at `start:end` of the text that was given."""

    date: date
    text: str
    start: int
    end: int


def find_dates(text: str) -> list[PrintedDate]:
    """The calendar days with day, month and year: «2022-06-01», «1 juni 2022», «1/6 2022»; in order.

    Days that no calendar has are left out, and so are eight digits without separators: they may be a number.
    """
    return sorted(_dates(text), key=lambda found: found.start)


def _dates(text: str) -> Iterator[PrintedDate]:
    for form in _DATE_FORMS:
        for match in form.finditer(text):
            groups = match.groupdict()
            month = month_number(groups["name"]) if groups.get("name") else int(groups["month"])
            try:
                day = date(int(groups["year"]), month, int(groups["day"]))
            except ValueError:
                continue
            yield PrintedDate(day, match.group(), match.start(), match.end())


def month_days(text: str) -> list[tuple[int, int]]:
    """Where a day of a month stands without its year: «31 augusti»; start and end offsets."""
    return [match.span() for match in _DAY_OF_MONTH.finditer(text)]


def find_years(text: str) -> list[int]:
    """The years from 1990 to 2049 that stand alone, in order; both of «2020-2022», none of a full date."""
    for found in find_dates(text):
        if re.match(r"\d{4}", found.text):
            text = _blotted(text, found.start, found.end)
    for match in _NO_YEAR.finditer(text):
        if not _TWO_YEARS.fullmatch(match.group()):
            text = _blotted(text, match.start(), match.end())
    return [int(match.group()) for match in _YEAR.finditer(text)]


def _blotted(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]
