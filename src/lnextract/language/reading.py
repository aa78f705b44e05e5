"""A passage read: its sentences, with names, verbs, times and counts found in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lnextract.language.counts import counts_in
from lnextract.language.events import Events, Sentence
from lnextract.language.names import name_finder
from lnextract.language.naming import Meaning, Name, Setting
from lnextract.language.passages import Passage
from lnextract.language.people import People
from lnextract.language.signals import Verbs
from lnextract.language.swedish_pipeline import PERSON_LABELS, swedish_pipeline
from lnextract.language.when import When, times_in

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from lnextract.knowledge.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage with its text folded; all offsets count in `text`."""

    passage: Passage
    text: str
    sentences: tuple[tuple[int, int], ...]
    names: tuple[Name, ...]
    suggested: tuple[tuple[int, int], ...]
    """Where a trained pipeline sees people."""

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset."""
        return next(span for span in reversed(self.sentences) if span[0] <= offset)


@dataclass(frozen=True, slots=True)
class Finders:
    """What finds things in texts, built once for a vocabulary."""

    verbs: Verbs
    events: Events
    people: People


@lru_cache(maxsize=4)
def finders(words: Vocabulary) -> Finders:
    """The finders for a vocabulary."""
    return Finders(Verbs(words), Events(words), People(words))


def read_passages(passages: Sequence[Passage], words: Vocabulary, setting: Setting) -> list[Reading]:
    """Each passage with its sentences and names; shared names are settled where the report itself does."""
    nlp = swedish_pipeline()
    names = name_finder(words)
    texts = [" ".join(passage.text.split()) for passage in passages]
    found = [
        _reading(passage, doc, tuple(names.names_in(doc, setting)))
        for passage, doc in zip(passages, nlp.pipe(texts), strict=True)
    ]
    settled = _settled(found)
    likely = _Likelihood(words, setting)
    return [
        replace(each, names=tuple(_settle(each, name, settled, likely) for name in each.names))
        for each in found
    ]


def _reading(passage: Passage, doc: Doc, names: tuple[Name, ...]) -> Reading:
    sentences = tuple((sentence.start_char, sentence.end_char) for sentence in doc.sents)
    suggested = tuple((ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in PERSON_LABELS)
    return Reading(passage, doc.text, sentences, names, suggested)


def _settled(readings: Sequence[Reading]) -> dict[str, Meaning]:
    """What a report itself says that a short form means: «Välmående ger resultat (VGR)»."""
    meanings: dict[str, Meaning] = {}
    for reading in readings:
        for before, name in zip(reading.names, reading.names[1:], strict=False):
            apart = reading.text[before.end : name.start]
            if name.shared and apart.strip() == "(" and before.meanings[0] in name.meanings:
                meanings.setdefault(_short(reading, name), before.meanings[0])
    return meanings


def _short(reading: Reading, name: Name) -> str:
    return reading.text[name.start : name.end].casefold()


class _Likelihood:
    """Orders what a short form can mean: what is of the report's region first, then what has its years."""

    def __init__(self, words: Vocabulary, setting: Setting) -> None:
        self._entries = {each.key: each for each in (*words.entries.initiatives, *words.entries.partners)}
        self._region = setting.region

    def order(self, meaning: Meaning) -> tuple[bool, bool, str]:
        """A key to sort by."""
        entry = self._entries[meaning.key]
        return (entry.region != self._region, entry.from_ is None, meaning.key)


def _settle(reading: Reading, name: Name, settled: dict[str, Meaning], likely: _Likelihood) -> Name:
    if not name.shared:
        return name
    told = settled.get(_short(reading, name))
    if told is not None:
        return replace(name, meanings=(told,), shared=False)
    return replace(name, meanings=tuple(sorted(name.meanings, key=likely.order)))


def sentence_of(reading: Reading, span: tuple[int, int], words: Vocabulary, more: str = "") -> Sentence:
    """A sentence with its verbs, times and counts; `more` is read with it, as a row's comment is."""
    text = reading.text[span[0] : span[1]] + more
    return Sentence(
        text=text,
        verbs=finders(words).verbs.verbs_in(text),
        times=_outside_names(times_in(text), reading.names, span[0]),
        counts=counts_in(text),
        in_accounts=reading.passage.in_accounts,
    )


def _outside_names(found: list[When], names: Sequence[Name], shift: int) -> list[When]:
    """«Agenda 2030» tells no time."""
    return [
        each
        for each in found
        if not any(name.start <= each.start + shift and each.end + shift <= name.end for name in names)
    ]
