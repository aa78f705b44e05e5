"""Printed forms of vocabulary entries: inflected tails, closed-up names, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

ACRONYM = re.compile(r"[A-ZÅÄÖ][\wåäö&-]{0,7}[A-ZÅÄÖ]\w?")
"""A form with capitals at both ends of one word: «VGR», «FaR»; «RF-SISU» too."""
CASELESS_CHARS = 4
"""An acronym of so many letters is known in any case that begins with a capital: «Lupp», «KUpp»."""
_ACRONYM_ENDS = ("", "s", "en", "ens", "et", "ets", "erna")
_NOUN_ENDS = ("s", "n", "ns", "en", "ens", "et", "ets", "ar", "arna", "er", "erna", "or", "orna")
_CLOSED_WORDS = 2
"""Names of so many words are also printed as one: «FöräldrarEmellan»."""


def tails_of(forms: Iterable[str]) -> set[str]:
    """The words that inflect in forms with a bar: «grupp» of «friskvårds|grupp»."""
    return {form.split("|")[1].split(" ")[0] for form in forms if "|" in form}


def is_acronym(form: str) -> bool:
    """Whether the case of a form's letters tells it from a word."""
    return ACRONYM.fullmatch(form) is not None


def acronym_forms(form: str) -> set[str]:
    """An acronym with its endings, in the cases that it is printed in."""
    cases = {form}
    if len(form) >= CASELESS_CHARS and form.isalpha():
        cases |= {form[:cut].upper() + form[cut:].lower() for cut in range(1, len(form) + 1)}
        cases |= {form[0].upper() + form[1].lower() + form[2:].upper()}
    return {case + end for case in cases for end in _ACRONYM_ENDS}


def word_forms(form: str, inflected: Mapping[str, set[str]]) -> set[str]:
    """A form in all its inflections, in small letters."""
    if "|" not in form:
        small = form.casefold()
        closed = small.replace(" ", "") if small.count(" ") == _CLOSED_WORDS - 1 else small
        return {each + end for each in (small, closed) for end in ("", "s")}
    head, _, rest = form.casefold().partition("|")
    tail, blank, after = rest.partition(" ")
    return {head + each + blank + after for each in tail_forms(tail, inflected)}


def tail_forms(tail: str, inflected: Mapping[str, set[str]]) -> set[str]:
    """A tail's forms by the lemma table, and those with the usual endings, since the table lacks some."""
    stem = tail.removesuffix("a").removesuffix("e")
    usual = {start + end for start in (stem, tail) for end in _NOUN_ENDS}
    return {*inflected.get(tail, ()), tail, *usual}


def suspended(form: str) -> str | None:
    """What is left of a compound before «och»: «friskvårds-» in «friskvårds- och aktivitetsgrupper»."""
    head = form.casefold().partition("|")[0]
    return f"{head}-" if "|" in form and head and not head.endswith(" ") else None
