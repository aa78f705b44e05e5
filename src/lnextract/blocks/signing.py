"""Signature lines: rules of dots or underscores and what is printed round them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.periods import find_dates

RULE = re.compile(r"(?:_{6,}|…{3,}|\.{10,}|(?:\. ){6,}|-{12,})")
LINES_BEFORE = 4
LINES_AFTER = 5
MOST_CHARS = 70


def signature_lines(lines: Sequence[Line], free: Sequence[bool], vocabulary: Vocabulary) -> set[int]:
    """Indexes of the lines at the signatures: board and date, rules, names and roles."""
    found: set[int] = set()
    printed = [index for index, line in enumerate(lines) if not line.blank]
    for place, index in enumerate(printed):
        if not free[index] or not RULE.search(lines[index].text) or not _only_rules(lines[index].text):
            continue
        found.add(index)
        for at in reversed(printed[max(0, place - LINES_BEFORE) : place]):
            if not free[at] or not _may_sign(lines[at].text, vocabulary):
                break
            found.add(at)
        for at in printed[place + 1 : place + 1 + LINES_AFTER]:
            if not free[at] or len(lines[at].text.strip()) > MOST_CHARS or lines[at].text.strip().endswith("."):
                break
            found.add(at)
    return found


def _only_rules(text: str) -> bool:
    return not re.search(r"[^\W\d_]{3}", RULE.sub("", text)) or len(RULE.sub("", text).strip()) < 40


def _may_sign(text: str, vocabulary: Vocabulary) -> bool:
    """Before the rule only the board, a place or a date is printed."""
    stripped = text.strip()
    if len(stripped) > MOST_CHARS or stripped.endswith("."):
        return False
    return bool(
        vocabulary.body_in(stripped) or find_dates(stripped) or vocabulary.words("signature").key(stripped)
        or vocabulary.words("signature_line").key(stripped)
    )
