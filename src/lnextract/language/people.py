"""People in a text: by given name, by role beside the name, by party, by signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Literal

from lnextract.language.roles import Roles

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary

Standing = Literal["politician", "official", "other"]

_CAPITAL = r"[A-ZÅÄÖÉÜ][a-zåäöéüèáøæ’']+(?:[A-ZÅÄÖ][a-zåäö]+)?"
_NAME_WORD = rf"{_CAPITAL}(?:[-‐]{_CAPITAL})?"
_PARTICLE = r"(?:(?:von|af|de|van|der|den|le|la|el|al|bin)\s)"
_SURNAMES = rf"(?:\s(?:[A-ZÅÄÖ]\.\s?)?{_PARTICLE}?{_NAME_WORD}){{1,3}}"
_PAIR = re.compile(rf"(?<![\w@.-]){_NAME_WORD}(?=\s(?:[A-ZÅÄÖ]\.\s?)?{_PARTICLE}?{_NAME_WORD}){_SURNAMES}")
_LONE = re.compile(rf"(?<![\w@./-]){_NAME_WORD}(?![\w@-])")
_INITIALED = r"(?<![\w.])(?:[A-ZÅÄÖ]\.\s?){1,2}"
_SHOUTED = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ]{2,}(?:-[A-ZÅÄÖÉ]{2,})?(?:\s[A-ZÅÄÖÉ]{2,}){1,2}(?![\w-])")
_AFTER_PARTY = re.compile(r"\s?\((?P<party>[A-ZÅÄÖa-z]{1,3})\)")
_BEFORE_PLACE = re.compile(r"(?:^|\s)(?:i|på|från|till|vid|mot|utanför|kring|runt|inom|och|,)\s$")
_SURNAME_CHARS = 4
"""Letters of a surname that stands for its person: shorter ones are often words (*Ek*, *Alm*)."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person at a place in a text."""

    name: str
    start: int
    end: int
    standing: Standing
    role: str | None = None
    party: str | None = None


class People:
    """Finds people by the vocabulary's names and roles."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words.prose_words
        self.roles = Roles(words.prose_words)
        self._given = self._set("given_name")
        self._word_too = self._set("word_too")
        self._place_too = self._set("place_too")
        self._towns = frozenset(town.name for town in words.entries.municipalities)

    def _set(self, use: str) -> frozenset[str]:
        return self._words.get(use, frozenset())

    def people_in(
        self,
        text: str,
        protected: Sequence[tuple[int, int]] = (),
        known: Iterable[Person] = (),
        suggested: Iterable[tuple[int, int]] = (),
    ) -> list[Person]:
        """The people that a text names, in order.

        Args:
            text: white space folded.
            protected: places of other names (places, organisations, initiatives), which are never people.
            known: people of the same report: their names are found again without a role, and a known
                politician stays one.
            suggested: places where a trained pipeline sees people; our own rules come first.
        """
        found: list[Person] = []
        seen = (self._described(text, start, end) for start, end in suggested)
        ours = (self._known(text, known), self._pairs(text), self._lone(text), self._by_surname(text))
        for person in chain(*ours, seen):
            free = all(person.end <= start or end <= person.start for start, end in protected)
            if free and all(person.end <= other.start or other.end <= person.start for other in found):
                found.append(person)
        return sorted(found, key=lambda person: person.start)

    def _known(self, text: str, known: Iterable[Person]) -> Iterator[Person]:
        known = list(known)
        for person in sorted(known, key=lambda each: (-len(each.name), each.name)):
            for match in re.finditer(rf"(?<![\w-])({re.escape(person.name)})s?(?![\w-])", text):
                seen = self._described(text, match.start(), match.end(1))
                sure = person.standing if seen.standing == "other" else seen.standing
                yield replace(
                    seen, standing=sure, role=seen.role or person.role, party=seen.party or person.party
                )
        for person in (each for each in known if each.standing != "politician" and " " in each.name):
            yield from self._by_known_surname(text, person)

    def _by_known_surname(self, text: str, person: Person) -> Iterator[Person]:
        """The surname alone of somebody who is masked: in running text, and where it is no town's name."""
        surname = person.name.rsplit(" ", 1)[-1]
        if len(surname) >= _SURNAME_CHARS and surname not in self._towns:
            for match in re.finditer(rf"(?<=[a-zåäö,] )({re.escape(surname)})s?(?![\w-])", text):
                yield replace(person, name=surname, start=match.start(), end=match.end(1))

    def _pairs(self, text: str) -> Iterator[Person]:
        for match in _PAIR.finditer(text):
            start, end = match.start(), match.end()
            while end > start and self.roles.names_role(text[start:end].rsplit(" ", 1)[-1]):
                end = start + max(text[start:end].rfind(" "), 0)
            while start < end and not self._is_given(text[start:end].split(" ")[0]):
                rest = text[start:end].split(" ", 1)
                if len(rest) < 2 or not self._by_role(text, start, end):
                    start += len(rest[0]) + 1
                    continue
                break
            if start < end and " " in text[start:end] and self._reads_as_name(text[start:end]):
                yield self._described(text, start, end)

    def _is_given(self, word: str) -> bool:
        return word in self._given or (
            bool(re.search("[-‐]", word)) and re.split("[-‐]", word)[0] in self._given
        )

    def _reads_as_name(self, name: str) -> bool:
        words = name.split(" ")
        if any(self.roles.names_role(word) for word in words):
            return False
        return not any(word in self._towns for word in words[:1]) and words[-1].casefold() not in _NO_SURNAMES

    def _by_role(self, text: str, start: int, end: int) -> bool:
        """Whether a role or party beside two words with capitals makes them a name."""
        person = self._described(text, start, end)
        return (person.role is not None or person.party is not None) and text[start:end].count(" ") == 1

    def _lone(self, text: str) -> Iterator[Person]:
        """A given name alone, unless it may be a word or a place."""
        for match in _LONE.finditer(text):
            word = match.group()
            bare = word[:-1] if word.endswith("s") and word not in self._given else word
            if (
                bare not in self._given
                or bare in self._word_too
                or text[match.end() : match.end() + 1] == "-"
            ):
                continue
            if bare in self._place_too and _BEFORE_PLACE.search(text, 0, match.start()):
                continue
            yield self._described(text, match.start(), match.start() + len(bare))

    def _by_surname(self, text: str) -> Iterator[Person]:
        """«A. Svensson», «Svensson», «KARIN LINDAHL»."""
        for match in self._surnames.finditer(text):
            yield self._described(text, match.start(), match.end())
        for match in _SHOUTED.finditer(text):
            if self._is_given(match.group().split(" ")[0].title()):
                yield self._described(text, match.start(), match.end())

    @cached_property
    def _surnames(self) -> re.Pattern[str]:
        tails = "|".join(sorted(map(re.escape, self._set("surname_tail")), key=len, reverse=True)) or "(?!)"
        surname = rf"[A-ZÅÄÖ][a-zåäö]+(?:{tails})"
        return re.compile(rf"(?:{_INITIALED}{surname}|(?<![\w.@/-])[A-ZÅÄÖ][a-zåäö]+sson)(?![\w-])")

    def _described(self, text: str, start: int, end: int) -> Person:
        party = _AFTER_PARTY.match(text, end)
        letters = party["party"].upper() if party else None
        letters = letters if letters in self._set("party") else None
        role = self.roles.beside(text, start, party.end() if party and letters else end)
        standing: Standing = "other"
        if letters or (role and self.roles.is_elected(text, role)):
            standing = "politician"
        elif role and not self.roles.is_political(role["role"]):
            standing = "official"
        return Person(text[start:end], start, end, standing, role["role"] if role else None, letters)


_NO_SURNAMES = frozenset(
    """kommun kommuns stad kyrka skola skolan gymnasium gymnasiet hus sjukhus förening park torg gata väg dag
    dagen fonden stiftelsen kyrkan arena halland hallands""".split()  # noqa: SIM905
)
"""Last words of names of places and houses that begin as a person's do."""
