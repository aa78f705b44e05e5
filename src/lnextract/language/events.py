"""What happened on a day: dialogues, conferences, lectures, meetings, with date, number and who took part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from lnextract.language.counts import Count, count_before
from lnextract.language.lemmas import inflections
from lnextract.language.signals import Verb
from lnextract.language.when import When
from lnextract.model.mentions import EventStatus

if TYPE_CHECKING:
    from lnextract.knowledge.entries import EventWord
    from lnextract.knowledge.vocabulary import Vocabulary

_STATUS: dict[str, EventStatus] = {"happen": "held", "plan": "planned", "cancel": "cancelled"}
_OCCASIONS = re.compile(r"(?<!\w)(?:tillfällen|gånger|tillfälle)(?!\w)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
WORDS_KEPT = 20_000
"""Words whose meaning as an event is kept: prose repeats its words."""
_SHORTEST_HEAD = 3
"""Letters that a compound's first part has at least: «bemöten» is no kind of «möten»."""


@dataclass(frozen=True, slots=True)
class Happening:
    """An event's word in a sentence, with what the sentence says of it; offsets count in the text."""

    key: str
    start: int
    end: int
    status: EventStatus | None
    times: tuple[When, ...]
    count: Count | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what was found in it; all offsets count in `text`."""

    text: str
    verbs: Sequence[Verb]
    times: Sequence[When]
    counts: list[Count]
    in_accounts: bool = False
    """Whether it is a label in a table of money: a budget line tells of no day."""


class Events:
    """Finds the vocabulary's event words."""

    def __init__(self, words: Vocabulary) -> None:
        self._entries = words.entries.event_words
        inflected = inflections(words)
        self._whole = {form.casefold(): entry for entry in self._entries for form in entry.forms}
        tails = {
            form.casefold(): entry
            for entry in self._entries
            for word in entry.words
            for form in inflected[word]
        }
        self._tails = sorted(tails.items(), key=lambda item: (-len(item[0]), item[0]))
        self._entry = lru_cache(maxsize=WORDS_KEPT)(self._entry_of)

    def events_in(self, sentence: Sentence) -> list[Happening]:
        """The events of a sentence, in order."""
        if sentence.in_accounts:
            return []
        words = self.words_in(sentence.text)
        return [
            event
            for match, entry in words
            if (event := _happening(sentence, match, entry, [other for other, _ in words])) is not None
        ]

    def words_in(self, text: str) -> list[tuple[re.Match[str], EventWord]]:
        """The event words of a text, whether or not they tell of an event."""
        return [
            (match, entry)
            for match in _WORD.finditer(text)
            if (entry := self._entry(match.group().casefold())) is not None
            and not _stopped(text, match, entry)
        ]

    def _entry_of(self, word: str) -> EventWord | None:
        if word in self._whole:
            return self._whole[word]
        for tail, entry in self._tails:
            if word.endswith(tail) and (word == tail or len(word) - len(tail) >= _SHORTEST_HEAD):
                return entry
        return None


def _stopped(text: str, match: re.Match[str], entry: EventWord) -> bool:
    """Whether a neighbour makes the word no event: «i dialog», «kurs och konferens», «utbildnings- och …»."""
    before, after = text[: match.start()].casefold(), text[match.end() :].casefold()
    no_more = [rf"\s?{re.escape(stop)}(?!\w)" for stop in entry.not_before]
    if any(re.match(pattern, after) for pattern in ("[-‐]", *no_more)):
        return True
    return any(re.search(rf"(?<!\w){re.escape(stop)}\s$", before) for stop in entry.not_after)


def _happening(
    sentence: Sentence, match: re.Match[str], entry: EventWord, words: Sequence[re.Match[str]]
) -> Happening | None:
    times = tuple(when for when in sentence.times if _nearest(when, words) is match)
    count = count_before(sentence.text, match.start(), sentence.counts) or _occasions(sentence, words)
    verb = _nearest_verb(sentence.verbs, match)
    if not (entry.counts_alone or times or count or verb):
        return None
    status = _STATUS[verb.use] if verb else None
    return Happening(entry.key, match.start(), match.end(), status, times, count)


def _nearest(when: When, words: Sequence[re.Match[str]]) -> re.Match[str]:
    return min(words, key=lambda word: _distance(word.start(), word.end(), when.start, when.end))


def _distance(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(other_start - end, start - other_end, 0)


def _nearest_verb(verbs: Sequence[Verb], match: re.Match[str]) -> Verb | None:
    """The verb that tells how it went; one that calls off counts before the others."""
    telling = [verb for verb in verbs if verb.use in _STATUS]
    off = [verb for verb in telling if verb.use == "cancel"]
    return min(
        off or telling,
        key=lambda verb: _distance(match.start(), match.end(), verb.start, verb.end),
        default=None,
    )


def _occasions(sentence: Sentence, words: Sequence[re.Match[str]]) -> Count | None:
    """«har samlats vid tre tillfällen»: the number of a sentence's only event."""
    if len(words) != 1:
        return None
    for match in _OCCASIONS.finditer(sentence.text):
        if count := count_before(sentence.text, match.start(), sentence.counts):
            return count
    return None


def groups_in(text: str, groups: frozenset[str], counts: Sequence[Count]) -> Iterator[str]:
    """The groups of people that a text names, each with its number where one stands before it."""
    for match in _WORD.finditer(text):
        if match.group().casefold() in groups:
            count = count_before(text, match.start(), list(counts))
            yield text[count.start if count else match.start() : match.end()]
