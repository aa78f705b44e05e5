"""Shapes of names as patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lnextract.knowledge.entries import NamePattern

_CAPITAL = r"[A-ZÅÄÖÉ][\wåäöé&’'-]*"
_PLACE = rf"{_CAPITAL}(?:\s{_CAPITAL})?"
_LINKS = r"(?:på|i|och|för|till|om|av|mitt|med|in|ger|&)"
_TITLE = rf"{_CAPITAL}(?:\s(?:{_CAPITAL}|\d+|{_LINKS}\s(?=(?:{_LINKS}\s)?{_CAPITAL})))*"
_QUOTED = r"[\"”“«'][^\"”“»']{3,80}[\"”“»']"
_HEAD = r"(?:[^\W\d_]+-(?:,\s[^\W\d_]+-)*\s?(?:och|samt)\s)?[^\W\d_]{3,}?"
_HOLES = {"{place}": _PLACE, "{words}": f"(?:{_QUOTED}|{_TITLE})", "{head}": _HEAD}
_ENDINGS = r"(?:en|et|ens|ets|s|ar|er|arna|erna|ernas)?"


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of a name pattern."""

    entry: NamePattern
    pattern: re.Pattern[str]
    words: tuple[str, ...]
    """The form's own words, with a small and a large first letter: most texts hold neither."""

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where the shape stands in a text."""
        if any(word in text for word in self.words):
            without = {word.casefold() for word in self.entry.without}
            for match in self.pattern.finditer(text):
                if match.group().casefold() not in without:
                    yield match


def shapes_of(entries: Sequence[NamePattern], towns: str) -> list[Shape]:
    """Every form of the patterns; `towns` is a pattern of all municipalities."""
    return [_shape(entry, form, towns) for entry in entries for form in entry.forms]


def _shape(entry: NamePattern, form: str, towns: str) -> Shape:
    parts = [part for part in re.split(r"(\{\w+\})", form) if part]
    holes = _HOLES | {"{town}": f"(?:{towns})"}
    text = "".join(holes.get(part) or _any_first_case(part) for part in parts)
    closing = "" if parts[-1] in holes else (_ENDINGS if "{head}" in form or len(parts) == 1 else "s?")
    longest = max((part for part in parts if part not in holes), key=len)
    at = len(longest) - len(longest.lstrip())
    other = longest[:at] + longest[at].upper() + longest[at + 1 :]
    return Shape(entry, re.compile(rf"(?<![\w-]){text}{closing}(?![\w])"), (longest, other))


def _any_first_case(text: str) -> str:
    """The words of a form, their first letter large or small."""
    if not text.strip():
        return re.escape(text)
    at = len(text) - len(text.lstrip())
    letter = text[at]
    if not letter.islower():
        return re.escape(text)
    return f"{re.escape(text[:at])}[{letter.upper()}{letter}]{re.escape(text[at + 1 :])}"
