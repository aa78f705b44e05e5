"""Whether a sentence puts a deviation on the good or the bad side of the budget."""

from __future__ import annotations

import re
from functools import lru_cache

from lnextract.checks.prose.passages import Passage
from lnextract.knowledge.vocabulary import load_vocabulary

INCOME_WORDS = ("intäkt", "bidrag", "avgift")


def direction_in(passage: Passage) -> int | None:
    """1 for a surplus, -1 for a deficit; None where the words do not tell or tell both."""
    clause = re.split(r"[,;:]|\bmed\b(?=\s+ett?\b)", passage.before)[-1]
    near = f"{clause} # {passage.after}".casefold()
    income = any(word in f"{passage.before} {passage.rest}".casefold() for word in INCOME_WORDS)
    told = {sign for key, sign in (("favourable", 1), ("unfavourable", -1)) if _says(key, near)}
    if not income:
        told |= {sign for key, sign in (("less_cost", 1), ("more_cost", -1)) if _says(key, near)}
    elif any(_says(key, near) for key in ("less_cost", "more_cost")):
        return None
    return told.pop() if len(told) == 1 else None


def _says(key: str, text: str) -> bool:
    return _pattern(key).search(text) is not None


@lru_cache(maxsize=8)
def _pattern(key: str) -> re.Pattern[str]:
    forms = load_vocabulary().words(key).forms()
    return re.compile("|".join(rf"\b{re.escape(form)}" for form in sorted(forms)))
