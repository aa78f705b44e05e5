"""Forms of one word are known by their stem: «utvecklingsmedel», «utvecklingsmedlen»."""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST_STEM = 4
"""Letters that must be left: «kurs» loses nothing."""
ROUNDS = 2
"""Endings that may stand one after the other: «arvode», «arvode-na»."""
_ENDING = re.compile(r"(?:erna|arna|orna|ens|ets|nas|na|en|et|er|ar|or|n|t|a|e|s)\Z")
_LOST_VOWEL = re.compile(r"e(?=[lnr]\Z)")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A casefolded word without its endings; two forms of a word have one stem, and seldom two words do."""
    for _ in range(ROUNDS):
        found = _ENDING.search(word)
        if found is None or found.start() < SHORTEST_STEM:
            break
        word = word[: found.start()]
    return _LOST_VOWEL.sub("", word)
