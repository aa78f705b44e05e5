"""What a line of the development money was spent on, by the words of its label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lnextract.dataset.mapping_rows import by_judgement
from lnextract.dataset.rows.rules import Mapping
from lnextract.knowledge.vocabulary import Vocabulary

LABELS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class PurposeReading:
    """The purpose, the second opinion, and the rule."""

    purpose: str
    second: str | None
    mapping: Mapping


def purpose_of(label: str, words: Vocabulary) -> PurposeReading | None:
    """The first purpose of the list that has a word in the label; None where none has."""
    folded = " ".join(label.casefold().split())
    hits = [(entry, word) for entry in words.entries.purposes if (word := _hit(folded, tuple(entry.words)))]
    if not hits:
        return None
    entry, word = hits[0]
    mapping = by_judgement("purpose", label, entry.key, f"purposes:{entry.key}:{word}", entry)
    return PurposeReading(entry.key, hits[1][0].key if len(hits) > 1 else None, mapping)


def _hit(folded: str, words: Sequence[str]) -> str | None:
    return next((word for word in words if _pattern(word).search(folded)), None)


@lru_cache(maxsize=LABELS_KEPT)
def _pattern(word: str) -> re.Pattern[str]:
    """A short word (an abbreviation) stands alone; a longer one begins a printed word."""
    end = r"(?!\w)" if len(word) <= SHORT_WORD else ""
    return re.compile(rf"(?<!\w){re.escape(word.casefold())}{end}")


SHORT_WORD = 3
"""Letters up to which a word is an abbreviation: FaR, VGR."""
