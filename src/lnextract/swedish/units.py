"""The units in which Swedish reports print figures, in any spelling."""

from __future__ import annotations

import re
from typing import cast

from lnextract.model.report import MoneyUnit, Unit

BLANK = r"\s"  # no-break, thin and figure blanks included
_SOME = rf"{BLANK}+"
_CROWNS = r"(?:kronor|kr|SEK)"

# Longest wording first: «tusen kronor» must not be read as «kronor».
_SPELLINGS: tuple[tuple[str, str], ...] = (
    ("other", rf"(?:miljard(?:er|tals)?(?:{_SOME}{_CROWNS})?|mdkr|mdr|mdsek)"),
    ("other", r"(?:%|procent)-?enhet(?:er)?"),
    ("mnkr", rf"(?:miljon(?:er|tals)?|milj\.?|mn|m){_SOME}{_CROWNS}"),
    ("mnkr", r"(?:mnkr|mkr|mnsek|msek|miljoner|miljon)"),
    ("tkr", rf"(?:tusentals?|tusen|1{BLANK}?000-?tals?|t){_SOME}{_CROWNS}"),
    ("tkr", r"(?:tkr|t\.kr|kkr|tsek|ksek)"),
    ("kr", r"(?:kronor|krona|kr|SEK)"),
    ("%", r"(?:%-?andel|andel%|procentuell|procent|%)"),
    ("st", r"(?:stycken|styck|st)"),
)
_UNIT = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(f"(?P<s{n}>{wording})" for n, (_, wording) in enumerate(_SPELLINGS)) + r")"
    r"(?!\w|-enhet)",
    re.IGNORECASE,
)
_WHOLE_THOUSAND = re.compile(rf"(?:\bi{_SOME}|\()1{BLANK}?000{_SOME}{_CROWNS}\b", re.IGNORECASE)
_COUNT_WORDS = frozenset({"antal"})
_MONEY = frozenset({"tkr", "kr", "mnkr"})


def unit_pattern() -> str:
    """A regular expression for a unit printed after a figure, for use with IGNORECASE; no groups."""
    wordings = "|".join(wording for _, wording in _SPELLINGS)
    return rf"(?:{wordings}|:-)"


def canonical_unit(text: str) -> Unit | None:
    """The unit that `text` as a whole spells: «tKr», «i tkr», «(mnkr)», «tusen kronor», «%-andel»."""
    spelt = re.sub(rf"^i{_SOME}", "", text.strip().strip("()[]").strip(), flags=re.IGNORECASE)
    spelt = spelt.strip(" .:;,") if spelt != ":-" else spelt
    if spelt == ":-":
        return "kr"
    if spelt.casefold() in _COUNT_WORDS:
        return "st"
    if _WHOLE_THOUSAND.fullmatch(f"({spelt}"):
        return "tkr"
    match = _UNIT.fullmatch(spelt)
    return _named(match) if match else None


def find_unit(text: str) -> Unit | None:
    """The one unit that a header, caption or unit line states; None where it states none or several."""
    found = _found(text)
    return cast("Unit", found.pop()) if len(found) == 1 and "other" not in found else None


def find_money_unit(text: str) -> MoneyUnit | None:
    """As `find_unit`, but of money, whatever stands beside it: «Belopp i tkr, andel i %» → tkr."""
    money = _found(text) & (_MONEY | {"other"})
    money -= {"other"} if re.search(r"(?:%|procent)-?enhet", text, re.IGNORECASE) else set()
    return cast("MoneyUnit", money.pop()) if len(money) == 1 and "other" not in money else None


def _found(text: str) -> set[str]:
    units: set[str] = set()
    taken: list[tuple[int, int]] = []
    for match in _WHOLE_THOUSAND.finditer(text):
        units.add("tkr")
        taken.append(match.span())
    for match in _UNIT.finditer(text):
        inside = any(start <= match.start() < end for start, end in taken)
        if not inside and match.group() != "sek":
            units.add(_SPELLINGS[_index(match)][0])
    return units


def _index(match: re.Match[str]) -> int:
    return next(n for n in range(len(_SPELLINGS)) if match[f"s{n}"] is not None)


def _named(match: re.Match[str]) -> Unit | None:
    unit = _SPELLINGS[_index(match)][0]
    if unit == "other" or match.group() == "sek":
        return None
    return cast("Unit", unit)
