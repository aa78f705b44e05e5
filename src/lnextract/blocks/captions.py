"""Captions and unit lines printed right above a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.numbers import find_money_unit

MOST_CAPTION_LINES = 4
MOST_CAPTION_CHARS = 130
_UNIT = r"(?:tkr|kr|mnkr|mkr|kkr|tusen kronor|miljoner kronor)"
STATES_UNIT = re.compile(
    rf"\((?:i\s|belopp i\s)?{_UNIT}\)|\bbelopp i\b|(?:,\s*(?:i\s)?|\bi )(?:tkr|mnkr|mkr)\.?$", re.IGNORECASE
)
NUMBERED = re.compile(r"\s*(?:tabell|tab\.?|diagram|figur)\s*\d+", re.IGNORECASE)


def caption_lines(
    lines: Sequence[Line], free: Sequence[bool], first: int, vocabulary: Vocabulary
) -> list[int]:
    """Indexes of the caption and unit line that end right above line `first`."""
    taken: list[int] = []
    at = first - 1
    gap = 0
    while at >= 0 and len(taken) < 2 * MOST_CAPTION_LINES:
        line = lines[at]
        if not free[at]:
            break
        if line.blank:
            gap += 1
            if gap > 2:
                break
            at -= 1
            continue
        block = _block_ending(lines, free, at)
        text = " ".join(lines[i].text.strip() for i in block)
        if not is_caption(text, vocabulary):
            break
        taken = [*range(block[0], (taken[0] if taken else at + 1)), *taken]
        if NUMBERED.match(text) or not is_unit_line(text):
            break
        at, gap = block[0] - 1, 0
    return [index for index in taken if index < first]


def _block_ending(lines: Sequence[Line], free: Sequence[bool], last: int) -> list[int]:
    """The line and, where they belong to one caption, the lines before it."""
    block = [last]
    while (
        block[0] > 0
        and len(block) < MOST_CAPTION_LINES
        and free[block[0] - 1]
        and not lines[block[0] - 1].blank
        and not NUMBERED.match(lines[block[0]].text)
        and not is_unit_line(lines[block[0]].text)
    ):
        block.insert(0, block[0] - 1)
    if len(block) > 1 and not NUMBERED.match(lines[block[0]].text):
        return [last]
    return block


def is_caption(text: str, vocabulary: Vocabulary) -> bool:
    """«Tabell 3. …», a unit line, or a title that states the unit or names the report and its board."""
    stripped = text.strip()
    if (
        not stripped
        or len(stripped) > MOST_CAPTION_CHARS
        or (stripped.endswith(":") and "belopp" not in stripped.casefold())
    ):
        return False
    if NUMBERED.match(stripped) or is_unit_line(stripped):
        return True
    if stripped.endswith(".") and len(stripped.split()) > 8:
        return False
    states_unit = bool(STATES_UNIT.search(stripped))
    if states_unit and find_money_unit(stripped) and not re.search(r"\d\s*(?:tkr|kr|mnkr|mkr)\b", stripped):
        return True
    return (
        bool(vocabulary.body_in(stripped))
        and vocabulary.report_type_in(stripped) is not None
        and len(stripped.split()) <= 9
    )


def is_unit_line(text: str) -> bool:
    """Whether a line says nothing but the unit: «Belopp i tkr»."""
    stripped = text.strip().strip("().")
    return bool(
        re.fullmatch(
            r"(?:(?:alla |samtliga )?(?:belopp(?:en)?|siffror)\s+(?:anges |redovisas |är )?)?(?:i\s+)?"
            r"(?:tkr|kr|mnkr|mkr|kkr|tusen(?:tal)? kronor|kronor|miljoner kronor|msek|ksek|tsek)",
            stripped,
            re.IGNORECASE,
        )
    )
