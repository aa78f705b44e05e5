"""A status word in a line that holds several cells."""

from __future__ import annotations

import re
from functools import lru_cache

from lnextract.knowledge.vocabulary import Vocabulary

MOST_WORDS = 4
"""Words of the longest printed status."""
WORD = re.compile(r"\S+")


@lru_cache(maxsize=4096)
def find_status(text: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Start and end of the first status word that ends the line or is followed by a new cell."""
    words = list(WORD.finditer(text))
    for first in range(len(words)):
        for last in range(min(len(words), first + MOST_WORDS) - 1, first - 1, -1):
            start, end = words[first].start(), words[last].end()
            after = text[end:].strip()
            if text[start:end].endswith("."):
                continue  # a sentence of the comment: a status is never inferred from it
            if (not after or after[:1].isupper() or after[:1].isdigit()) and vocabulary.status_of(
                text[start:end]
            ):
                return start, end
    return None
