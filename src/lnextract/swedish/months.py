"""Swedish month names as patterns."""

from __future__ import annotations

import re
from calendar import monthrange

_NAMES = (
    ("januari", "jan"),
    ("februari", "febr", "feb"),
    ("mars", "mar"),
    ("april", "apr"),
    ("maj",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augusti", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
"""Name or abbreviation in small letters, without full stop → 1 to 12."""

_FULL = "|".join(names[0] for names in _NAMES)
_SHORT = "|".join(short for names in _NAMES for short in names[1:])
# A full stop after a full name ends the sentence.
MONTH = rf"(?:(?:{_FULL})(?!\w)|(?:{_SHORT})(?!\w)\.?)"
"""A name or abbreviation; no groups. Use with IGNORECASE."""
YEAR = r"(?:199\d|20[0-4]\d)(?![\w/]|[.,]\d|[-‐‑–]\d)"
"""A year of the archives; no groups."""


def month_number(name: str) -> int:
    """1 to 12 of a name that matches `MONTH`."""
    return MONTH_NUMBERS[name.strip(" .\n").casefold()]


def last_day(month: int, year: int | None) -> tuple[int, ...]:
    """The days that can end the month; February has two where no year is known."""
    if year is None:
        return (28, 29) if month == 2 else (monthrange(2001, month)[1],)
    return (monthrange(year, month)[1],)


def whole_month_end(day: int, month: int, year: int | None) -> bool:
    """Whether the day is the last of its month."""
    return 1 <= month <= 12 and day in last_day(month, year)


def names_month(text: str) -> bool:
    """Whether the text as a whole is a month's name or abbreviation."""
    return re.sub(r"\.$", "", text.strip()).casefold() in MONTH_NUMBERS
