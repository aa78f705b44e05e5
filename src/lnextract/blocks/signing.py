"""Signature lines: rules of dots or underscores and what is printed round them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.knowledge.labels import Phrases
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.periods import find_dates

RULE = re.compile(r"(?:_{6,}|…{3,}|\.{10,}|(?:\. ){6,}|-{12,})")
RULE_PIECES = ("__", "…", "..", ". .", "--")
"""One of them is in every rule: most lines are told from it by this alone."""
NAME = re.compile(r"[A-ZÅÄÖ][\w-]+(?:\s+(?:[A-ZÅÄÖ][\w.-]*|af|av|von|de)){1,4}")
WIDE_GAP = re.compile(r"\s{2,}")
WORDS_A_NAME = 2
"""Of names in columns that one blank parts: with more there is no telling whose they are."""
LINES_BEFORE = 4
LINES_AFTER = 5
MOST_CHARS = 70


def signature_lines(lines: Sequence[Line], free: Sequence[bool], vocabulary: Vocabulary) -> set[int]:
    """Indexes of the lines at the signatures: board and date, rules, names and roles."""
    found: set[int] = set()
    printed = [index for index, line in enumerate(lines) if not line.blank]
    for place, index in enumerate(printed):
        if not free[index] or not _is_rule(lines[index].text):
            continue
        found.add(index)
        for at in reversed(printed[max(0, place - LINES_BEFORE) : place]):
            if not free[at] or not _may_sign(lines[at].text, vocabulary):
                break
            found.add(at)
        for at in printed[place + 1 : place + 1 + LINES_AFTER]:
            if (
                not free[at]
                or len(lines[at].text.strip()) > MOST_CHARS
                or lines[at].text.strip().endswith(".")
            ):
                break
            found.add(at)
    return found | _named_with_role(lines, free, printed, vocabulary)


def _named_with_role(
    lines: Sequence[Line], free: Sequence[bool], printed: Sequence[int], vocabulary: Vocabulary
) -> set[int]:
    """A name over a role, below a date or a board: the rule between them may be drawn, not printed."""
    roles = vocabulary.words("signature")
    found: set[int] = set()
    for place, index in enumerate(printed):
        text = lines[index].text.strip()
        if not free[index] or (len(text) > MOST_CHARS and not WIDE_GAP.search(text)):
            continue
        name, comma, role = text.rpartition(",")
        with_role = comma and roles.key(role.strip())
        below = _roles_in(text, roles) if place > 0 else 0
        at = index if with_role else printed[place - 1] if below else -1
        signed = name if with_role else lines[at].text.strip()
        if at < 0 or not free[at] or not _are_names(signed.strip(), max(below, 1)):
            continue
        above = printed[: printed.index(at)][: -LINES_BEFORE - 1 : -1]
        heads: set[int] = set()
        for each in above:
            if not free[each] or not _may_sign(lines[each].text, vocabulary):
                break
            heads.add(each)
        if heads:
            found |= {index, at, *heads}
    return found


def _roles_in(text: str, roles: Phrases) -> int:
    """How many roles a line consists of: «Ordförande Förvaltningschef»; 0 = it has other words."""
    parts = WIDE_GAP.split(text)
    if all(roles.key(part) for part in parts):
        return len(parts)
    words = text.split()
    return len(words) if all(roles.key(word) for word in words) else 0


def _are_names(text: str, count: int) -> bool:
    """Whether a line is so many names side by side."""
    parts = WIDE_GAP.split(text)
    if len(parts) == count:
        return all(NAME.fullmatch(part) for part in parts)
    return len(text.split()) == WORDS_A_NAME * count and all(word[:1].isupper() for word in text.split())


def _is_rule(text: str) -> bool:
    """Whether a line is a rule to sign on, or nearly nothing else."""
    if not any(each in text for each in RULE_PIECES) or not RULE.search(text):
        return False
    return not re.search(r"[^\W\d_]{3}", RULE.sub("", text)) or len(RULE.sub("", text).strip()) < 40


def _may_sign(text: str, vocabulary: Vocabulary) -> bool:
    """Before the rule only the board, a place or a date is printed."""
    stripped = text.strip()
    if len(stripped) > MOST_CHARS or stripped.endswith("."):
        return False
    return bool(
        vocabulary.body_in(stripped)
        or find_dates(stripped)
        or vocabulary.words("signature").key(stripped)
        or vocabulary.words("signature_line").key(stripped)
    )
