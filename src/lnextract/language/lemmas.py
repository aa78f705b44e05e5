"""Inflected forms of Swedish words, from the lemma table of `spacy-lookups-data`."""

from __future__ import annotations

import gzip
import re
from collections.abc import Collection
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from lnextract.language.forms import tails_of

if TYPE_CHECKING:
    from lnextract.knowledge.vocabulary import Vocabulary

_TABLE = "data/sv_lemma_lookup.json.gz"


def forms_of(lemmas: Collection[str]) -> dict[str, set[str]]:
    """Every form of each lemma, the lemma itself included.

    The table maps 660,000 forms to lemmas and takes 500 MB as spaCy loads it. The few words asked for are
    picked out of its text instead, each entry being a line of its own, and the text is let go.
    """
    forms = {lemma: {lemma} for lemma in lemmas}
    if not forms:
        return forms
    with (files("spacy_lookups_data") / _TABLE).open("rb") as packed:
        table = gzip.decompress(packed.read()).decode("utf-8")
    wanted = "|".join(re.escape(lemma) for lemma in sorted(forms))
    for entry in re.finditer(rf'"([^"\n]+)": ?"({wanted})"', table):
        forms[entry[2]].add(entry[1])
    return forms


@lru_cache(maxsize=4)
def inflections(words: Vocabulary) -> dict[str, set[str]]:
    """The forms of every word that a vocabulary asks for: tails of names, event words, verbs."""
    entries = words.entries
    named = [form for entry in (*entries.initiatives, *entries.partners) for form in entry.forms]
    events = [word for entry in entries.event_words for word in entry.words]
    return forms_of({*tails_of(named), *events, *(entry.verb for entry in entries.verbs)})
