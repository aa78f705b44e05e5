"""Strings that lead to one person: e-mail, telephone and personal numbers; and links into shared drives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

IdentifierKind = Literal["e_mail", "telephone", "personal_number", "shared_link"]

_E_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?://|www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)(?::\d+)?/\S*|(?:https?://|www\.)(?P<bare>[\w.-]+)\S*"
)
_PERSONAL = re.compile(
    r"(?<![\d-])(?P<century>18|19|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"\s?(?P<sign>[-+–]?)\s?(?P<last>\d{4}|[XxTt]\w{3})(?![\d-])"
)
_TELEPHONE = re.compile(
    r"(?<![\w.,:/+-])(?:(?:\+|00)\s?46[\s-]?(?:\(0\)\s?)?[1-9]|0[1-9])\d{0,2}(?:\s?[-–/]\s?|\s)?"
    r"\d{2,3}(?:[\s-]?\d{2,3}){1,3}(?![\w-]|[.,]\d|\s?(?:tkr|kr|mnkr|%))"
)
_TELEPHONE_DIGITS = range(8, 13)
"""Digits of a Swedish number with its area code; a country code adds two or four."""
_COORDINATION_DAYS = 60
"""Added to the day in a coordination number."""
_TRAILING = ".,;:)»”\"'"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One such string at its place."""

    kind: IdentifierKind
    start: int
    end: int


def identifiers_in(text: str, shared_drives: frozenset[str]) -> list[Identifier]:
    """The identifiers of a text, in order, without overlaps.

    `shared_drives` are hosts; their subdomains are meant too.
    """
    found: list[Identifier] = []
    finders = (_links(text, shared_drives), _e_mails(text), _personal_numbers(text), _telephones(text))
    for each in chain(*finders):
        if all(each.end <= other.start or other.end <= each.start for other in found):
            found.append(each)
    return sorted(found, key=lambda each: each.start)


def _links(text: str, shared_drives: frozenset[str]) -> Iterator[Identifier]:
    for match in _LINK.finditer(text):
        host = (match["host"] or match["bare"] or "").casefold()
        if any(host == drive or host.endswith(f".{drive}") for drive in shared_drives):
            end = match.start() + len(match.group().rstrip(_TRAILING))
            yield Identifier("shared_link", match.start(), end)


def _e_mails(text: str) -> Iterator[Identifier]:
    for match in _E_MAIL.finditer(text):
        yield Identifier("e_mail", match.start(), match.start() + len(match.group().rstrip(_TRAILING)))


def _personal_numbers(text: str) -> Iterator[Identifier]:
    for match in _PERSONAL.finditer(text):
        if _is_day(match) and (match["sign"] or (match["last"].isdigit() and _checks(match))):
            yield Identifier("personal_number", match.start(), match.end())


def _is_day(match: re.Match[str]) -> bool:
    day = int(match["day"])
    day -= _COORDINATION_DAYS if day > _COORDINATION_DAYS else 0
    year = int(f"{match['century'] or '20'}{match['year']}")
    try:
        date(year, int(match["month"]), day)
    except ValueError:
        return (int(match["month"]), day) == (2, 29)
    return True


def _checks(match: re.Match[str]) -> bool:
    """The check digit (Luhn) of ten digits written together, which else might be any number."""
    digits = [int(digit) for digit in match["year"] + match["month"] + match["day"] + match["last"]]
    doubled = [digit * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _telephones(text: str) -> Iterator[Identifier]:
    for match in _TELEPHONE.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        national = re.sub(r"^(?:0046|46)", "0", digits)
        if len(national) in _TELEPHONE_DIGITS:
            yield Identifier("telephone", match.start(), match.start() + len(match.group().rstrip()))
