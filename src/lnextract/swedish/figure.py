"""A printed figure: its digits, sign and value, in the forms that Swedish reports use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lnextract.model.report import Unit

GROUP_BLANKS = " \u00a0\u202f\u2009\u2007"
"""Blanks that part groups of three digits."""
MINUS_SIGNS = "-\u2010\u2011\u2012\u2013\u2212"
"""Characters that stand for minus before a digit."""

_FIRST_GROUP = r"[1-9]\d{0,2}"  # 0 and leading zeros begin no thousands
DIGITS = (
    rf"(?:{_FIRST_GROUP}(?:[{GROUP_BLANKS}]\d{{3}})+(?:,\d+)?"
    rf"|{_FIRST_GROUP}(?:\.\d{{3}})+(?:,\d+)?"
    r"|(?:0|[1-9]\d*)(?:,\d+)?)"
)
"""Digits with thousands parted by blanks, full stops or nothing, and a decimal comma; no groups."""
POINT_DECIMALS = r"(?:0|[1-9]\d*)\.(?:\d{1,2}|\d{4,})"
"""A decimal point; three digits after it would be thousands. In running text rather a clock or a section."""

_FIRST_YEAR, _LAST_YEAR = 1990, 2049  # years in which a date in these archives can lie


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One printed figure. `text` is what stands at `start:end` of the text that was given."""

    text: str
    """Figure and unit as printed, without footnote mark."""
    value: Decimal
    """In its own unit, sign kept."""
    unit: Unit | None
    decimals: int
    start: int
    end: int
    footnote: str | None = None
    """The footnote mark printed after it, such as «*» or «1)»."""


def value_of(digits: str, *, negative: bool = False) -> tuple[Decimal, int]:
    """Value and number of decimals of digits that match `DIGITS` or `POINT_DECIMALS`."""
    if re.fullmatch(POINT_DECIMALS, digits):
        whole, _, fraction = digits.partition(".")
    else:
        whole, _, fraction = digits.partition(",")
        whole = re.sub(rf"[{GROUP_BLANKS}.]", "", whole)
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    # copy_negate keeps every digit; minus zero would print as −0.
    return (value.copy_negate() if negative and value else value), len(fraction)


def is_packed_date(digits: str) -> bool:
    """Whether eight digits without separators are a calendar day, such as 20220601."""
    if not re.fullmatch(r"\d{8}", digits):
        return False
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return _FIRST_YEAR <= day.year <= _LAST_YEAR
