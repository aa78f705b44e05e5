"""Initiatives and partners that a text names, by the vocabulary's names and shapes of names."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from lnextract.language.forms import acronym_forms, is_acronym, suspended, tail_forms, word_forms
from lnextract.language.lemmas import inflections
from lnextract.language.name_shapes import NameShapes
from lnextract.language.naming import Meaning, Name, Setting, longest
from lnextract.language.swedish_pipeline import swedish_pipeline

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc

    from lnextract.knowledge.entries import Initiative, Partner
    from lnextract.knowledge.vocabulary import Vocabulary

_CONJUNCTIONS = ("och", "eller", "samt")


class NameFinder:
    """Phrase matchers over the vocabulary's names, built once."""

    def __init__(self, words: Vocabulary, nlp: Language) -> None:
        self._entries: list[Initiative | Partner] = [*words.entries.initiatives, *words.entries.partners]
        self._by_key = {entry.key: entry for entry in self._entries}
        self._shapes = NameShapes(words)
        self._any_case = _matcher(nlp, "LOWER")
        self._exact = _matcher(nlp, "ORTH")
        self._tails: dict[str, set[str]] = {}
        inflected = inflections(words)
        for entry in self._entries:
            for form in entry.forms:
                self._add(entry.key, form, nlp, inflected)
            for form in entry.shared:
                self._add(f"{entry.key}?", form, nlp, inflected)

    def _add(self, key: str, form: str, nlp: Language, inflected: dict[str, set[str]]) -> None:
        if is_acronym(form):
            self._exact.add(key, _docs(nlp, acronym_forms(form)))
            return
        self._any_case.add(key, _docs(nlp, word_forms(form, inflected)))
        if part := suspended(form):
            tail = form.split("|")[1].split(" ")[0]
            self._tails.setdefault(key, set()).update(tail_forms(tail, inflected))
            self._any_case.add(f"{key}-", _docs(nlp, {f"{part} {word}" for word in _CONJUNCTIONS}))

    def names_in(self, doc: Doc, setting: Setting) -> list[Name]:
        """The names in a text, in order, without overlaps: of two at one place the longer one is kept."""
        found = [*self._listed(doc, setting), *self._shapes.names_in(doc.text, setting)]
        return longest(found)

    def _listed(self, doc: Doc, setting: Setting) -> Iterator[Name]:
        for matcher in (self._any_case, self._exact):
            for number, first, last in matcher(doc):
                label = doc.vocab.strings[number]
                entry = self._by_key[label.rstrip("?-")]
                if label.endswith("?") and not entry.holds(setting.year):
                    continue  # outside its years a short form can't mean it; outside its region it still can
                if setting.body and not setting.is_local and getattr(entry, "kind", None) == "kommun":
                    continue  # of a municipal board these are its own
                if label.endswith("-") and not self._goes_on(doc, last, label[:-1]):
                    continue
                span = doc[first : last - 1] if label.endswith("-") else doc[first:last]
                meaning = _meaning(entry)
                yield Name(span.start_char, span.end_char, (meaning,), label.endswith("?"))

    def _goes_on(self, doc: Doc, at: int, key: str) -> bool:
        """Whether the word after «friskvårds- och» ends as the suspended one would."""
        return at < len(doc) and doc[at].lower_.endswith(tuple(self._tails[key]))


@lru_cache(maxsize=4)
def name_finder(words: Vocabulary) -> NameFinder:
    """The finder for a vocabulary, on the process's one pipeline."""
    return NameFinder(words, swedish_pipeline())


def _matcher(nlp: Language, attribute: str) -> PhraseMatcher:
    from spacy.matcher import PhraseMatcher

    return PhraseMatcher(nlp.vocab, attr=attribute)


def _docs(nlp: Language, phrases: Collection[str]) -> list[Doc]:
    return [nlp.make_doc(phrase) for phrase in sorted(phrases)]


def _meaning(entry: Initiative | Partner) -> Meaning:
    kind = getattr(entry, "kind", None)
    return Meaning("initiative" if kind is None else "partner", entry.key, entry.name, kind)
