"""Counts in words and figures before what is counted: «tre», «30», «ca 30», «ett trettiotal»."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

_FROM_TWO = (
    "två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo"
)
_TENS = "trettio fyrtio femtio sextio sjuttio åttio nittio hundra"
_WORDS = {word: number for number, word in enumerate(_FROM_TWO.split(), 2)}
_WORDS |= {word: number * 10 for number, word in enumerate(_TENS.split(), 3)} | {"noll": 0, "båda": 2}
_ROUND = {f"{word}tal": number for word, number in _WORDS.items() if number >= 10}
"""«ett trettiotal»."""
_ABOUT = r"(?:ca|c:a|cirka|omkring|ungefär|drygt|närmare|uppemot|runt|knappt|mer än|över|minst)"
_NUMBER_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_NOT_COUNTED = r"(?![\w,./:-]*\d)(?!\w)(?!\s?(?:%|tkr|kr|mnkr|procent))"
_NUMBER = re.compile(
    rf"(?<![\w.,:/-])(?P<about>{_ABOUT}\.?\s)?"
    rf"(?P<number>\d{{1,3}}(?:\s?\d{{3}})?|{_NUMBER_WORDS}|(?:ett\s)?(?:{'|'.join(_ROUND)}|\d+-tal))"
    rf"(?:\sst)?{_NOT_COUNTED}",
    re.IGNORECASE,
)
_BETWEEN_WORDS = 3
_NO_ADJECTIVE = re.compile(
    r"[.,;:()\"”]|\b(?:av|och|i|på|för|med|till|som|från|vid|om|att|har|kan|under|per|års)\b"
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many, at its place in a text."""

    value: Decimal
    approximate: bool
    start: int
    end: int

    def moved(self, by: int) -> Count:
        """The same count where the text has moved."""
        return replace(self, start=self.start + by, end=self.end + by)


def counts_in(text: str) -> list[Count]:
    """The counts in a text; years and amounts of money are none."""
    return [count for match in _NUMBER.finditer(text) if (count := _count(match)) is not None]


def _count(match: re.Match[str]) -> Count | None:
    printed = " ".join(match["number"].casefold().split())
    about = match["about"] is not None
    if printed.removeprefix("ett ") in _ROUND:
        value, about = _ROUND[printed.removeprefix("ett ")], True
    elif printed.endswith("-tal"):
        value, about = int(printed.removeprefix("ett ").removesuffix("-tal")), True
    else:
        value = _WORDS[printed] if printed in _WORDS else int(printed.replace(" ", ""))
    if re.fullmatch(r"(?:19|20)\d\d", printed):
        return None
    return Count(Decimal(value), about, match.start(), match.end())


def count_before(text: str, start: int, counts: list[Count]) -> Count | None:
    """The count of what begins at `start`: only adjectives stand in between."""
    for count in reversed(counts):
        if count.end <= start:
            between = text[count.end : start]
            plain = len(between.split()) <= _BETWEEN_WORDS and not _NO_ADJECTIVE.search(between)
            return count if plain else None
    return None
