"""Numbered headings: of all lines that begin with a number, the chain in which the numbers follow."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.blocks.fonts import Fonts, stands_out
from lnextract.model.source import Line
from lnextract.swedish.tails import tail_run

NUMBERED = re.compile(r"[\s\f]*(\d{1,2}(?:\.\d{1,2}){0,5})\.?[ \t\u00a0]+(?=\S)")
PLAIN_FONT = -1.5
"""What a candidate in the font of running text is worth where headings have one of their own."""
MAX_TITLE_CHARS = 160
SKIP_COST = 1.5
"""What a missing number between two headings costs; a heading is worth at least 1."""
RESTART_COST = 3.0
"""What it costs that the numbers begin anew: only a bundle of documents does so."""
LOOK_BACK = 60
"""How many candidates back a predecessor is sought."""


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line that may be a numbered heading."""

    index: int
    """Index of the line in the document."""
    number: tuple[int, ...]
    title_start: int
    """Offset of the title in the line."""
    weight: float


def candidates(
    lines: Sequence[Line],
    free: Sequence[bool],
    listed: frozenset[str],
    starts: frozenset[int],
    fonts: Fonts,
) -> list[NumberedLine]:
    """Lines that look like a numbered heading; `free` says which lines are still unassigned, `listed` holds
    the squashed titles of the contents list."""
    found = []
    for index, line in enumerate(lines):
        match = NUMBERED.match(line.text) if free[index] else None
        if match is None or not _titleish(line.text[match.end() :], match.group(1)):
            continue
        number = tuple(int(part) for part in match.group(1).split("."))
        weight = 1.0 + 0.5 * (len(number) > 1)
        weight += 0.5 * (index == 0 or lines[index - 1].blank or index in starts)
        if fonts.tells:
            weight += 1.0 if stands_out(line, fonts) else PLAIN_FONT
        squashed = "".join(line.text[match.end() :].split()).casefold()
        weight += 2.0 * any(squashed.startswith(title) or title.startswith(squashed) for title in listed)
        found.append(NumberedLine(index, number, match.end(), weight))
    return found


def _titleish(title: str, number: str) -> bool:
    stripped = title.strip()
    if not stripped or len(stripped) > MAX_TITLE_CHARS or not stripped[0].isupper():
        return False
    if number.startswith("0") or any(len(part) > 1 and part.startswith("0") for part in number.split(".")):
        return False
    run = tail_run(title)
    # A row of a table that begins with a code ends in figures; a title may end in one year.
    return run is None or (
        len(run.atoms) == 1 and re.fullmatch(r"(?:19|20)\d\d", run.atoms[0].text) is not None
    )


def chain(found: Sequence[NumberedLine]) -> list[NumberedLine]:
    """The heaviest run of candidates whose numbers follow each other."""
    best: list[float] = []
    back: list[int] = []
    for i, candidate in enumerate(found):
        score, link = candidate.weight - _first_cost(candidate.number), -1
        for j in range(max(0, i - LOOK_BACK), i):
            cost = step_cost(found[j].number, candidate.number)
            if cost is not None and best[j] + candidate.weight - cost > score:
                score, link = best[j] + candidate.weight - cost, j
        best.append(score)
        back.append(link)
    if not best or max(best) <= 0:
        return []
    at = best.index(max(best))
    path = []
    while at >= 0:
        path.append(found[at])
        at = back[at]
    return path[::-1]


def _first_cost(number: tuple[int, ...]) -> float:
    return 0.0 if all(part <= 1 for part in number) else SKIP_COST * min(3, max(number))


def step_cost(before: tuple[int, ...], after: tuple[int, ...]) -> float | None:
    """How unlikely it is that `after` is the heading number that follows `before`; None = impossible."""
    if after == (1,) and before != (1,):
        return RESTART_COST
    if len(after) > len(before):
        if after[: len(before)] != before:
            return None
        return SKIP_COST * (
            sum(after[len(before) :]) - (len(after) - len(before)) + (len(after) - len(before) - 1)
        )
    depth = len(after) - 1
    if after[:depth] != before[:depth]:
        return None
    gap = after[depth] - before[depth] - 1
    return SKIP_COST * gap if 0 <= gap <= 3 else None
