"""Where a run of characters without blanks falls apart: gaps without a printed blank, jumps, raised marks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import neg, sub

from lnextract.source.pdf_characters import Characters

Span = tuple[int, int]

WORD_GAP_EM = 0.15
"""A gap wider than this is a blank though none is printed: kerning stays below, blanks start at 0.2."""
JUMP_EM = 0.2
"""Raised footnote marks lie a third of an em up, lines more than one; fonts' descents differ by a tenth."""
BACK_EM = 0.3
"""Kerning and accents go back by less."""
SPACED_LETTERS = 3
"""From so many characters on, even gaps between all of them are the spaced-out letters of one word."""


@dataclass(slots=True)
class Axes:
    """Where characters' boxes start and end along their line of writing, and how low they reach (points)."""

    start: Sequence[float]
    end: Sequence[float]
    foot: Sequence[float]


def axes_of(characters: Characters, turns: int) -> Axes:
    """The axes of text that is turned left by so many quarter turns."""
    if turns == 0:
        return Axes(characters.left, characters.right, characters.bottom)
    if turns == 1:
        return Axes(characters.bottom, characters.top, _turned(characters.right))
    if turns == 2:
        return Axes(_turned(characters.right), _turned(characters.left), _turned(characters.top))
    return Axes(_turned(characters.top), _turned(characters.bottom), characters.left)


def _turned(values: Sequence[float]) -> list[float]:
    return list(map(neg, values))


def candidates(axes: Axes, smallest: float) -> list[int]:
    """Characters before which there may be a cut, for text not smaller than `smallest` points."""
    gaps = map(sub, axes.start[1:], axes.end)
    jumps = map(sub, axes.foot[1:], axes.foot)
    wide, back, high = WORD_GAP_EM * smallest, -BACK_EM * smallest, JUMP_EM * smallest
    return [
        at
        for at, (gap, jump) in enumerate(zip(gaps, jumps, strict=False), start=1)
        if gap > wide or gap < back or jump > high or jump < -high
    ]


def by_span(places: Sequence[int], spans: Sequence[Span]) -> dict[int, list[int]]:
    """The places that lie inside a span, under the span's number."""
    starts = [start for start, _ in spans]
    inside: dict[int, list[int]] = {}
    for place in places:
        number = bisect_right(starts, place) - 1
        if number >= 0 and spans[number][0] < place < spans[number][1]:
            inside.setdefault(number, []).append(place)
    return inside


def cut(
    span: Span, places: Sequence[int], axes: Axes, size: float, base: Callable[[int], float]
) -> list[Span]:
    """The parts of a span, cut at those of the places that prove to be gaps or jumps for its size.

    `base` gives the line's foot under a character; a box may reach below it.
    """
    start, end, foot = axes.start, axes.end, axes.foot
    wide, back, jump = WORD_GAP_EM * size, BACK_EM * size, JUMP_EM * size
    spacing: float | None = None
    edges = [span[0]]
    for place in places:
        gap = start[place] - end[place - 1]
        if gap > wide and spacing is None:
            spacing = _letter_spacing(span, axes)
        if (
            (gap > wide and gap > wide + (spacing or 0.0))
            or start[place] < start[place - 1] - back
            or (abs(foot[place] - foot[place - 1]) > jump and abs(base(place) - base(place - 1)) > jump)
        ):
            edges.append(place)
    return list(pairwise([*edges, span[1]]))


def _letter_spacing(span: Span, axes: Axes) -> float:
    start, end = span
    if end - start < SPACED_LETTERS:
        return 0.0
    gaps = sorted(map(sub, axes.start[start + 1 : end], axes.end[start : end - 1]))
    spacing: float = gaps[len(gaps) // 4]
    return max(0.0, spacing)
