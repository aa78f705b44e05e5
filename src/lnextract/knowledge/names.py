"""Names of municipalities, regions and boards in running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from lnextract.knowledge.entries import BoardPattern, Municipality, Region

TEXTS_KEPT = 4096
"""Texts whose boards are kept: covers and headings are asked for several times."""
_BLANK = r"\s+"
_WORD = r"[A-Za-zÅÄÖåäöÉéü]"
_COMPOUND_HEAD = rf"{_WORD}{{3,}}[-‐](?:,?\s+{_WORD}{{2,}}[-‐])*\s+(?:och|samt)\s+"
"""«Barn- och …», «Miljö-, bygg- och …»."""
_NO_NAME = r"(?:har|är|och|i|för|som|ska|kan|med|av|på|under|vid|arbetar|inom|visar|redovisar|till)\b"
_REPORT_WORD = (
    r"(?:Delårs|Uppföljning|Års|Bokslut|Månads|Tertial|Kvartal|Verksamhets|Region|Januari|Prognos|UR)"
)
"""A word that begins the report's name, not the board's."""
_DRIVEN_NAME = (
    rf"(?:\s+(?!{_NO_NAME})(?!{_REPORT_WORD})[A-ZÅÄÖ]{_WORD}+(?:\s+(?:sjukhus|specialistvård|närsjukvård))?)?"
)
"""«Driftnämnden Ambulans», «Driftnämnden Hallands sjukhus»."""
_NAMED_BOARDS = r"driftnämnden|stadsdelsnämnd(?:en)?|servicenämnd|hälso-\s+och\s+sjukvårdsnämnd"
"""Boards of which there are several, told apart by the name that follows."""
_QUARTER = r"(?:(?:Norra|Södra|Östra|Västra|Mellersta)\s+)?"
_TOWN_WORDS = ("kommun", "stad")


@dataclass(frozen=True, slots=True)
class BodyMatch:
    """A board's name in a text."""

    name: str
    """As printed, in base form: no genitive, a capital first, white space folded."""
    municipality: str | None
    code: str | None
    """Four digits (SCB)."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TownMatch:
    """A municipality's name in a text."""

    name: str
    code: str
    start: int
    end: int


class Names:
    """Finds bodies, municipalities and regions."""

    def __init__(
        self,
        municipalities: Sequence[Municipality],
        regions: Sequence[Region],
        boards: Sequence[BoardPattern],
    ) -> None:
        self._towns = {_folded(town.name): town for town in municipalities}
        self._regions = regions
        self._boards = boards
        self._bodies = lru_cache(maxsize=TEXTS_KEPT)(self._bodies_in)

    @cached_property
    def _town(self) -> str:
        """Any municipality's name, longest first; a line may break where a blank stands."""
        names = sorted((town.name for town in self._towns.values()), key=lambda name: (-len(name), name))
        return "|".join(re.escape(name).replace(r"\ ", _BLANK) for name in names)

    def _forms(self, kind: str) -> list[str]:
        return [form for board in self._boards if board.kind == kind for form in board.forms]

    @cached_property
    def _local(self) -> re.Pattern[str]:
        """The spellings of a lokal nämnd, the longest first."""
        town_first = [form for form in self._forms("local") if form.startswith("{name}")]
        word_first = [form for form in self._forms("local") if not form.startswith("{name}")]
        pieces = []
        for forms in (word_first, town_first):
            for form in sorted(forms, key=len, reverse=True):
                before, after = form.split("{name}")
                pieces.append((_spaced(before), _spaced(after)))
        alternatives = "|".join(
            rf"{before}(?P<t{number}>{self._town}){after}" for number, (before, after) in enumerate(pieces)
        )
        return re.compile(rf"(?<!\w)(?:{alternatives})(?P<genitive>s)?(?!\w)", re.IGNORECASE)

    @cached_property
    def _generic(self) -> re.Pattern[str]:
        endings = "|".join(sorted(map(re.escape, self._forms("ending")), key=len, reverse=True))
        alone = "|".join(sorted(map(re.escape, self._forms("alone")), key=len, reverse=True))
        of = (
            rf"(?:nämnden|gemensamma?\s+nämnd(?:en)?)\s+för\s+{_WORD}+(?:(?:,\s+{_WORD}+)*\s+och\s+{_WORD}+)?"
        )
        word = rf"(?:{_COMPOUND_HEAD})?{_WORD}{{2,}}(?:{endings})"
        return re.compile(
            rf"(?<![\w-])(?P<name>(?i:{_NAMED_BOARDS})(?-i:{_DRIVEN_NAME})(?![a-zåäö])|{_QUARTER}(?i:{of}|{alone}|{word}))(?P<genitive>s)?(?!\w)"
        )

    @cached_property
    def _not_alone(self) -> frozenset[str]:
        return frozenset(_folded(form) for form in self._forms("not_alone"))

    def body_in(self, text: str) -> list[BodyMatch]:
        """The boards named in a text, in order, without overlaps."""
        return list(self._bodies(text))

    def _bodies_in(self, text: str) -> list[BodyMatch]:
        found = [self._local_body(match) for match in self._local.finditer(text)] if _may_name(text) else []
        for match in self._generic.finditer(text):
            taken = any(body.start < match.end() and match.start() < body.end for body in found)
            if not taken and _folded(match["name"]) not in self._not_alone:
                found.append(self._generic_body(text, match))
        return sorted(found, key=lambda body: body.start)

    def _local_body(self, match: re.Match[str]) -> BodyMatch:
        printed = next(value for name, value in match.groupdict().items() if value and name.startswith("t"))
        town = self._towns[_folded(printed)]
        end = match.end() - len(match["genitive"] or "")
        return BodyMatch(_base(match.string[match.start() : end]), town.name, town.code, match.start(), end)

    def _generic_body(self, text: str, match: re.Match[str]) -> BodyMatch:
        after = re.compile(rf"(?:,|\s+i|\s*[-–])?\s+(?P<town>{self._town})s?(?!\w)", re.IGNORECASE).match(
            text, match.end()
        )
        town = self._towns[_folded(after["town"])] if after and after["town"][0].isupper() else None
        end = match.end("name")
        return BodyMatch(
            _base(match["name"]), town.name if town else None, town.code if town else None, match.start(), end
        )

    @cached_property
    def _with_word(self) -> re.Pattern[str]:
        words = "|".join(_TOWN_WORDS)
        return re.compile(rf"(?<!\w)(?P<town>{self._town})s?\s+(?:{words})s?(?!\w)", re.IGNORECASE)

    @cached_property
    def _bare(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w-])(?P<town>{self._town})s?(?![\w-])")

    def municipality_in(self, text: str) -> TownMatch | None:
        """The municipality that a text names: first one followed by kommun or stad, else a bare name."""
        folded = text.casefold()
        if any(word in folded for word in _TOWN_WORDS) and (match := self._with_word.search(text)):
            return self._town_match(match)
        for match in self._bare.finditer(text):
            if not self._towns[_folded(match["town"])].common_word:
                return self._town_match(match)
        return None

    def _town_match(self, match: re.Match[str]) -> TownMatch:
        town = self._towns[_folded(match["town"])]
        return TownMatch(town.name, town.code, match.start(), match.end())

    def municipality(self, code: str) -> str | None:
        """Name of the municipality with this SCB code."""
        return next((town.name for town in self._towns.values() if town.code == code), None)

    def region_in(self, text: str) -> str | None:
        """The region or landsting that a text names, as printed in the vocabulary."""
        folded = _folded(text)
        hits = [(folded.find(_folded(form)), form) for region in self._regions for form in region.forms]
        found = sorted((at, form) for at, form in hits if at >= 0)
        return found[0][1] if found else None

    def region_of(self, code: str) -> str | None:
        """The region whose county a municipality's code begins with."""
        return next((region.name for region in self._regions if code.startswith(region.code)), None)


def _may_name(text: str) -> bool:
    return "nämnd" in text.casefold()


def _spaced(words: str) -> str:
    """The words of a form as a pattern; a compound may be broken before «nämnden»."""
    pattern = re.escape(words).replace(r"\ ", _BLANK)
    return re.sub(r"(?<=s)nämnd|^nämnd", r"(?:[-‐]?[ \t]*\n[ \t]*)?\g<0>", pattern)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _base(printed: str) -> str:
    text = re.sub(r"[-‐]?[ \t]*\n[ \t]*(?=s?nämnd)", "", printed)
    text = " ".join(text.split())
    return text[0].upper() + text[1:]
