"""What the verbs of a sentence say: that something was decided, happened, is to come, or was called off."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lnextract.language.lemmas import inflections

if TYPE_CHECKING:
    from lnextract.knowledge.entries import VerbWord
    from lnextract.knowledge.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb at its place in a text."""

    use: str
    lemma: str
    text: str
    """As printed, in small letters."""
    start: int
    end: int


class Verbs:
    """Finds the vocabulary's verbs in their forms."""

    def __init__(self, words: Vocabulary) -> None:
        entries = words.entries.verbs
        self._meanings = _meanings(entries, inflections(words))
        longest = sorted(self._meanings, key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?![\w-])", re.IGNORECASE
        )

    def verbs_in(self, text: str) -> list[Verb]:
        """The verbs of a text, in order."""
        found = []
        for match in self._pattern.finditer(text):
            printed = match.group().casefold()
            for use, lemma in self._meanings[printed]:
                found.append(Verb(use, lemma, printed, match.start(), match.end()))
        return found


def _meanings(
    entries: Sequence[VerbWord], inflected: Mapping[str, set[str]]
) -> dict[str, list[tuple[str, str]]]:
    meanings: dict[str, list[tuple[str, str]]] = {}
    for entry in entries:
        whole = " " not in entry.verb and entry.verb != "ska" and entry.verb != "ha"
        listed = inflected[entry.verb] if whole else set()
        for form in sorted({*listed, *entry.forms} - set(entry.without)):
            meanings.setdefault(form, []).append((entry.use, entry.verb))
    return meanings
