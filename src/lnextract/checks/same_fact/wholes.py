"""Whether a text speaks of everything that a body answers for, or of some line of its accounts."""

from __future__ import annotations

import re
from functools import lru_cache

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Identity

LEAST_LETTERS = 3
"""Shorter words are endings, numbers and abbreviations that name nothing."""
_WORD = re.compile(r"[^\W\d_]+(?:\d+(?!\w))?")
_NO_WORD = "\0"
_BODY_WORDS = ("nämnd", "styrelse")


def words_in(text: str) -> list[str]:
    """The words of a text, casefolded; one broken by a soft hyphen is one word."""
    return _WORD.findall(text.casefold().replace("\xad", ""))


def names_no_line(text: str, identity: Identity) -> bool:
    """Whether all its words are of the kind that every report on money has."""
    return all(is_plain(word, identity) for word in words_in(text) if len(word) >= LEAST_LETTERS)


def means_whole_body(text: str) -> bool:
    """Whether it says outright that the whole body is meant."""
    return any(word in _whole_body() or word.endswith(("nämnden", "nämndens")) for word in words_in(text))


def is_plain(word: str, identity: Identity | None = None) -> bool:
    """Whether a casefolded word names no line of the accounts; the body and its municipality are none."""
    if any(part in word for part in _BODY_WORDS):
        return True
    if identity is not None and word.startswith((identity.municipality or _NO_WORD).casefold()):
        return True
    exact, beginnings = _plain_words()
    return word in exact or any(word.startswith(beginning) for beginning in beginnings.get(word[:2], ()))


@lru_cache(maxsize=1)
def _plain_words() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Whole words, and beginnings of words by their first two letters."""
    forms = load_vocabulary().words("says_no_line").forms()
    found: dict[str, list[str]] = {}
    for form in forms:
        if form.endswith("*"):
            found.setdefault(form[:2], []).append(form[:-1])
    return frozenset(forms), {first: tuple(beginnings) for first, beginnings in found.items()}


@lru_cache(maxsize=1)
def _whole_body() -> frozenset[str]:
    return frozenset(load_vocabulary().words("whole_body").forms())
