"""spaCy for Swedish: its tokenizer with our cuts, our sentences, a trained pipeline if there is one."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from lnextract.language.sentences import mark_sentences

if TYPE_CHECKING:
    from spacy.language import Language

_LETTER = "A-Za-zÅÄÖåäöÉéÜü"
_CUTS = (rf"(?<=[{_LETTER}])[-‐:/](?=[{_LETTER}])",)
"""«Cities-nätverket», «LUPP:en» and «aktivitetsgrupper/friskvårdsgrupper» are several words."""
_HYPHEN_LAST = rf"(?<=[{_LETTER}])[-‐–]"
_HYPHEN_FIRST = rf"[-‐–](?=[{_LETTER}])"
_SENTENCES = "report_sentences"
_NOT_NEEDED = (
    "tagger",
    "morphologizer",
    "parser",
    "lemmatizer",
    "trainable_lemmatizer",
    "senter",
    "sentencizer",
)
PERSON_LABELS = ("PRS", "PER", "PERSON")


@cache
def swedish_pipeline() -> Language:
    """One pipeline a process.

    Of a trained pipeline (`sv_core_news_lg`, `_md` or `_sm`, the first installed) the names that it knows are
    used beside ours; its sentences are not: they are made for running text, not for headings and table cells.
    """
    import spacy
    from spacy.language import Language
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    trained = trained_pipeline_name()
    nlp = spacy.load(trained, exclude=list(_NOT_NEEDED)) if trained else spacy.blank("sv")
    infixes = [*(nlp.Defaults.infixes or ()), *_CUTS]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), _HYPHEN_LAST]).search
    tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), _HYPHEN_FIRST]).search
    if not Language.has_factory(_SENTENCES):
        Language.component(_SENTENCES, func=mark_sentences)
    nlp.add_pipe(_SENTENCES, first=True)
    return nlp


def names_of_people(nlp: Language, text: str) -> list[tuple[int, int]]:
    """Where a trained pipeline sees people; none without one."""
    if not nlp.has_pipe("ner"):
        return []
    return [(ent.start_char, ent.end_char) for ent in nlp(text).ents if ent.label_ in PERSON_LABELS]


def trained_pipeline_name() -> str | None:
    """The largest installed trained pipeline for Swedish."""
    from spacy.util import get_installed_models

    installed = [name for name in get_installed_models() if name.startswith("sv_")]
    order = {"lg": 0, "md": 1, "sm": 2}
    return min(installed, key=lambda name: (order.get(name.rsplit("_", 1)[-1], 3), name), default=None)
