"""The ways in which a line of a text table can be divided among its cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from lnextract.model.source import Line

Kind = Literal["label", "middle", "comment"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line that belongs to one cell."""

    kind: Kind
    line: Line
    start: int
    end: int
    text: str = field(init=False, compare=False)
    width: int = field(init=False, compare=False)
    """Characters, without blanks at its ends."""

    def __post_init__(self) -> None:
        text = self.line.text[self.start : self.end]
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "width", len(text.strip()))


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: the parts of each of its cells, from top to bottom."""

    label: tuple[Part, ...]
    middle: tuple[Part, ...]
    comment: tuple[Part, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Manner:
    """How the document prints line ends, and which columns the table has."""

    prints_blanks: bool
    blank_means_more: bool
    has_middle: bool
    has_comment: bool


CELL_START = re.compile(r"[A-ZÅÄÖ](?![A-ZÅÄÖ])|\d+ [a-zåäö]{3}")
Matcher = Callable[[str], tuple[int, int] | None]
"""Finds the middle cell (a status word, a run of figures) in a line: its start and end."""
Cut = tuple[Part, ...]


def cuts_of(
    line: Line, before: Line | None, match: Matcher, manner: Manner, widest_label: float
) -> list[Cut]:
    """The ways in which a line can be divided among cells, given the line before it."""
    start = len(line.text) - len(line.text.lstrip())
    end = len(line.text)
    if before is not None and _completes_middle(before.text, line.text, match):
        return [(Part("middle", line, start, end),)]
    whole: list[Cut] = [(Part("label", line, start, end),)]
    if manner.has_comment:
        whole.append((Part("comment", line, start, end),))
    found = match(line.text) if manner.has_middle else None
    if found is not None and (manner.has_comment or not line.text[found[1] :].strip()):
        parts = _round_middle(line, start, found, manner)
        return [parts] if parts[0].kind == "middle" else [parts, *whole]
    if found is None and manner.has_comment:
        whole.extend(_label_and_comment(line, start, end, widest_label))
    return whole


def _round_middle(line: Line, start: int, found: tuple[int, int], manner: Manner) -> Cut:
    """A line with a middle cell: label before it and comment after it, where there are any."""
    parts = [Part("middle", line, *found)]
    if line.text[: found[0]].strip():
        parts.insert(0, Part("label", line, start, found[0]))
    after = line.text[found[1] :]
    if after.strip() and manner.has_comment:
        parts.append(Part("comment", line, found[1] + len(after) - len(after.lstrip()), len(line.text)))
    return tuple(parts)


def _completes_middle(before: str, text: str, match: Matcher) -> bool:
    """Whether a line is the rest of a middle cell that wraps: «Uppfylls» / «delvis»."""
    found = match(before)
    if found is None or before[found[1] :].strip() or not text.strip()[:1].islower():
        return False
    joined = f"{before[found[0] : found[1]]} {text.strip()}"
    return match(joined) == (0, len(joined))


def _label_and_comment(line: Line, start: int, end: int, widest_label: float) -> list[Cut]:
    """A line that holds the last words of a label and the first of its comment."""
    cuts: list[Cut] = []
    text = line.text
    for at in range(start + 1, min(end, start + int(widest_label) + 2)):
        if text[at - 1] == " " and text[:at].strip() and CELL_START.match(text, at):
            cuts.append((Part("label", line, start, at), Part("comment", line, at, end)))
    return cuts
