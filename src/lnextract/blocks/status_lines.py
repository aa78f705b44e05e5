"""Lines that state a forecast in words: «Årsprognos Uppfylls», «Måluppfyllelse: Delvis uppfyllt»."""

from __future__ import annotations

from lnextract.knowledge.vocabulary import Vocabulary

MOST_STATUS_CHARS = 60
MOST_WORDS_BEFORE = 3


def states_status(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text is a word for a forecast and, after a blank or a colon, a status."""
    if len(text) > MOST_STATUS_CHARS:
        return False
    words = vocabulary.words("status_word")
    parts = text.replace(":", " ").split()
    return any(
        words.key(" ".join(parts[:size])) and vocabulary.status_of(" ".join(parts[size:]))
        for size in range(1, min(MOST_WORDS_BEFORE + 1, len(parts)))
    )
