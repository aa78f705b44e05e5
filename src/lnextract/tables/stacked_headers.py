"""Headers printed in rows, a piece of each column's head in each: «Budget Utfall» over «2021 2021».

Tables pasted from a spreadsheet have them, and dumps sorted by position, where heads come line by line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.knowledge.headers import HeaderPhrase
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line

MOST_ROWS = 4
LEAST_COLUMNS = 2
PIECE = re.compile(r"\S+(?: \S+)*")
"""What two blanks or more part from the rest of its line."""
_YEAR = re.compile(r"(?:19|20)\d\d$")
_HEAD_ROLES = ("figure", "period")


@dataclass(frozen=True, slots=True)
class StackedHead:
    """The head of one column, put together."""

    phrase: HeaderPhrase
    """As the lexicon reads the pieces together."""
    start: int
    end: int
    """Offsets of its uppermost piece in the first printed line."""


def stacked_heads(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Line, list[StackedHead]] | None:
    """The first printed line and the columns' heads, label first if printed; None where there is no stack.

    Each further line must hold one piece a column, or a year for each column whose months lack one.
    """
    printed = [line for line in lines if not line.blank]
    if not 2 <= len(printed) <= MOST_ROWS or printed[0].text.rstrip().endswith(("-", "‐")):
        return None
    top = vocabulary.headers.segment(printed[0].text)
    label = next((at for at, each in enumerate(top) if each.role in _HEAD_ROLES), 0)
    heads = top[label:]
    if len(heads) < LEAST_COLUMNS:
        return None
    stacks = [[head.text] for head in heads]
    places = [(head.start, head.end) for head in heads]
    for line in printed[1:]:
        if not (_stack(stacks, line.text.split()) or _stack_by_place(stacks, line.text, places)):
            return None
    read = [vocabulary.headers.segment("\n".join(stack)) for stack in stacks]
    if any(len(each) != 1 or each[0].role != "figure" for each in read):
        return None
    own = [StackedHead(each, each.start, each.end) for each in top[:label]]
    return printed[0], [
        *own,
        *(StackedHead(each[0], head.start, head.end) for each, head in zip(read, heads, strict=True)),
    ]


def _stack_by_place(stacks: list[list[str]], text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Puts each piece of a line that blanks keep in place under the one head that it stands below."""
    found: dict[int, str] = {}
    for match in PIECE.finditer(text):
        below = [at for at, (start, end) in enumerate(places) if match.start() < end and match.end() > start]
        if len(below) != 1 or below[0] in found:
            return False
        found[below[0]] = match.group()
    if len(found) < LEAST_COLUMNS:
        return False
    for at, piece in found.items():
        stacks[at].append(piece)
    return True


def _stack(stacks: list[list[str]], pieces: Sequence[str]) -> bool:
    """Puts a line's pieces under the heads; False where they don't fit."""
    if len(pieces) == len(stacks):
        for stack, piece in zip(stacks, pieces, strict=True):
            stack.append(piece)
        return True
    if len(pieces) == 1 and pieces[0][:1].islower() and len(stacks[-1]) > 1:
        stacks[-1].append(pieces[0])  # the rest of a word that the last cell broke
        return True
    if not all(_YEAR.match(piece) for piece in pieces):
        return False
    undated = [stack for stack in stacks if len(stack) > 1 and not any(_YEAR.search(each) for each in stack)]
    undated = [stack for stack in undated if not stack[-1][:1].isdigit() and len(stack[-1]) > 1]
    if len(undated) != len(pieces):
        return False
    for stack, piece in zip(undated, pieces, strict=True):
        stack.append(piece)
    return True
