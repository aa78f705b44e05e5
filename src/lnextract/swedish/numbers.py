"""Printed figures: a cell that is one, and those that stand in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from lnextract.model.report import Unit
from lnextract.swedish.figure import (
    DIGITS,
    GROUP_BLANKS,
    MINUS_SIGNS,
    POINT_DECIMALS,
    PrintedNumber,
    is_packed_date,
    value_of,
)
from lnextract.swedish.periods import find_dates, find_periods, month_days
from lnextract.swedish.units import BLANK, canonical_unit, find_money_unit, find_unit, unit_pattern

__all__ = [
    "PrintedNumber",
    "canonical_unit",
    "find_money_unit",
    "find_numbers",
    "find_unit",
    "parse_bound",
    "parse_number",
]

_UNIT = unit_pattern()
_LONE_DASHES = frozenset(MINUS_SIGNS + "\u2014")
_MARK = rf"(?:{BLANK}?(?:\*+\)?|[¹²³⁰-⁹]+⁾?)|{BLANK}[1-9]\d?\)|{BLANK}?[a-e]\))"
_CELL = re.compile(
    rf"(?P<figure>(?P<sign>[{MINUS_SIGNS}+][{GROUP_BLANKS}]?)?(?P<digits>{DIGITS}|{POINT_DECIMALS})"
    rf"(?:{BLANK}?(?P<unit>{_UNIT})\.?)?)(?P<mark>{_MARK})?",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    rf"(?P<figure>\((?P<digits>{DIGITS}|{POINT_DECIMALS})(?:{BLANK}?(?P<unit>{_UNIT}))?\)"
    rf"(?:{BLANK}?(?P<unit_after>{_UNIT})\.?)?)(?P<mark>{_MARK})?",
    re.IGNORECASE,
)

_COMPARED = re.compile(r"\s*(?P<sign>[<>≤≥]=?)\s?")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> PrintedNumber | None:
    """The figure that a whole cell is: «1 196 tkr», «(289)», «54 %», «–»; None for anything else."""
    cell = text.strip()
    start = text.index(cell) if cell else 0
    if cell in _LONE_DASHES:
        return PrintedNumber(cell, Decimal(0), None, 0, start, start + 1)
    match = _BRACKETED.fullmatch(cell) or _CELL.fullmatch(cell)
    if match is None or is_packed_date(match["digits"]):
        return None
    groups = match.groupdict()
    units = [word for word in (groups["unit"], groups.get("unit_after")) if word]
    unit = canonical_unit(units[0]) if units else None
    if len(units) > 1 or (units and unit is None):
        return None  # two units, or one that the contract does not have: the value would mislead
    negative = match.re is _BRACKETED or (groups["sign"] or "+")[0] in MINUS_SIGNS
    value, decimals = value_of(match["digits"], negative=negative)
    figure, mark = match["figure"], match["mark"]
    end = start + len(figure)
    return PrintedNumber(figure, value, unit, decimals, start, end, mark.strip() if mark else None)


def parse_bound(text: str) -> PrintedNumber | None:
    """The figure of a cell with a sign of comparison, which is part of its text: «≥ 90 %».

    A bound is no amount: who asks for the value of a cell asks `parse_number`.
    """
    sign = _COMPARED.match(text)
    number = parse_number(text[sign.end() :]) if sign else None
    if sign is None or number is None:
        return None
    start, shift = sign.start("sign"), sign.end()
    shown = text[start : shift + number.end]
    return replace(number, text=shown, start=start, end=shift + number.end)


# Digits in running text that are no figures: links, clocks, sections, telephone and diary numbers, pages.
_NO_FIGURES = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\S+@\S+"
    r"|(?<![\w.,])(?![1-9]\d{0,2}(?:\.\d{3})+(?![\d.]))\d+(?:\.\d+){2,}"
    r"|(?:\bkl(?:\.|ockan)?\s*)\d{1,2}(?:[.:]\d\d)?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d\d)?)?"
    r"|(?<![\w.,])\d{1,2}[.:]\d\d\s*[-–]\s*\d{1,2}[.:]\d\d(?![\w])"
    r"|(?<![\w.,])\d{1,2}:\d\d(?!\w)"
    rf"|(?<![\w.,])(?<!\d[{GROUP_BLANKS}])0\d{{1,3}}(?:\s?[-–/]\s?|\s)\d[\d ]*\d"
    r"|(?<!\w)\d{6}-\d{4}(?!\w)"
    r"|(?<!\w)\d+/\d+(?!\w)"
    r"|§{1,2}\s*\d+(?:\s*[-–,]\s*\d+)*"
    r"|(?<!\w)\d+\s?\(\d+\)"
    r"|(?<!\w)Agenda\s*2030",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    rf"(?<![\w.,:/])(?<!\d[{MINUS_SIGNS}])(?<![^\W\d_][{MINUS_SIGNS}])(?<![^\W\d_][{MINUS_SIGNS}]\n)"
    rf"(?P<sign>(?<![\w)][{GROUP_BLANKS}])(?<![\w)])[{MINUS_SIGNS}]|(?<![\w)])[{MINUS_SIGNS}](?=\d)|\+)?"
    rf"(?P<digits>{DIGITS}|{POINT_DECIMALS})(?!\d)(?!,\d)"
    rf"(?:{BLANK}?(?P<unit>{_UNIT})(?!\w|-enhet)|(?![^\W_])(?!\.\d)(?!/\d))",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?<![\w.,:/])(?<![{MINUS_SIGNS}])(?P<low>{DIGITS})\s?[{MINUS_SIGNS}]\s?(?P<high>{DIGITS})"
    rf"(?![\w,.]*\d)(?P<tail>{BLANK}?(?P<unit>{_UNIT})(?!\w|-enhet))?",
    re.IGNORECASE,
)
_BARE_MILLION = re.compile(r"miljon(?:er)?", re.IGNORECASE)
# After «miljoner» alone money is meant only where no counted thing follows.
_NO_COUNTED_THING = re.compile(
    r"\s*(?:$|[.,;:)!?]|(?:i|för|till|och|per|mer|mindre|lägre|högre|bättre|sämre|under|över|av|mot|som|än|"
    r"den|det|vid|från|jämfört|efter|innan|på|totalt|är|var|eller)\b)",
    re.IGNORECASE,
)


def find_numbers(text: str) -> list[PrintedNumber]:
    """The figures in running text, in order. Dates, clocks, section and telephone numbers are left out.

    Years without a day or month are returned, with unit None; figures below zero only with a unit. Of «3-5 %»
    both figures bear the unit.
    """
    open_text = _masked(text)
    found: list[PrintedNumber] = []
    for match in _RANGE.finditer(open_text):
        found.extend(_both_ends(match, text))
    taken = [(match.start(), match.end()) for match in _RANGE.finditer(open_text)]
    for start, end in taken:
        open_text = open_text[:start] + "\x00" * (end - start) + open_text[end:]
    for match in _IN_TEXT.finditer(open_text):
        number = _single(match, text)
        if number is not None:
            found.append(number)
    return sorted(found, key=lambda number: number.start)


def _masked(text: str) -> str:
    """The text with all that is no figure blotted out, offsets kept."""
    spans = [(d.start, d.end) for d in find_dates(text)]
    spans += [(p.start, p.end) for p in find_periods(text)]
    spans += month_days(text)
    spans += [match.span() for match in _NO_FIGURES.finditer(text)]
    for start, end in spans:
        text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def _unit_in_text(match: re.Match[str]) -> tuple[Unit | None, bool]:
    """The unit after a figure, and whether the figure can be used at all."""
    word = match["unit"]
    if word is None:
        return None, True
    unit = canonical_unit(word)
    if _BARE_MILLION.fullmatch(word) and not _NO_COUNTED_THING.match(match.string, match.end()):
        return None, False
    return unit, unit is not None


def _single(match: re.Match[str], text: str) -> PrintedNumber | None:
    unit, usable = _unit_in_text(match)
    digits = match["digits"]
    follows = match.string[match.end() :]
    if not usable or is_packed_date(digits):
        return None
    if unit is None and (re.match(rf"\s?tusen\b|[{MINUS_SIGNS}:]\w", follows) or "." in digits):
        return None  # «15 tusen personer», «20-tal», «2.1»
    if unit is None and (match["sign"] or "+") in MINUS_SIGNS:
        return None  # «Covid -19»: without a unit the dash may be anything
    value, decimals = value_of(digits, negative=(match["sign"] or "+") in MINUS_SIGNS)
    start, end = match.span()
    return PrintedNumber(text[start:end], value, unit, decimals, start, end)


def _both_ends(match: re.Match[str], text: str) -> Iterator[PrintedNumber]:
    unit, usable = _unit_in_text(match)
    if not usable:
        return
    for name, end in (("low", match.end("low")), ("high", match.end())):
        value, decimals = value_of(match[name])
        start = match.start(name)
        yield PrintedNumber(text[start:end], value, unit, decimals, start, end)
