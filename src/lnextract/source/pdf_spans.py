"""The text of a page → spans of characters without blanks, each with the style it is set in."""

from __future__ import annotations

import re
from functools import partial
from itertools import repeat

from lnextract.source import pdf_library as lib
from lnextract.source.pdf_characters import Characters
from lnextract.source.pdf_cuts import Axes, Span, axes_of, by_span, candidates, cut
from lnextract.source.pdf_fonts import Style, Styles

NO_BREAK = "\xa0"
BLANK = "\t-\r \x1c-\x1f\x85\u1680\u2000-\u200a\u2028\u2029\u205f\u3000"
SPAN = re.compile(f"[^{BLANK}]+")
"""Characters up to a blank."""
SPAN_WITH_BLANKS = re.compile(f"[^{BLANK}{NO_BREAK}](?:[^{BLANK}]*[^{BLANK}{NO_BREAK}])?")
"""The same, with no-break blanks inside."""

StyledSpans = tuple[list[Span], list[Style]]


def styled_spans(characters: Characters) -> StyledSpans:
    """Words as spans of characters, and the style of each one's first character."""
    handle, text = characters.handle, characters.text
    pattern = SPAN_WITH_BLANKS if NO_BREAK in text else SPAN
    spans = [match.span() for match in pattern.finditer(text)]
    starts = [start for start, _ in spans]
    styles = Styles(handle)
    found = [*map(styles.at, starts, map(lib.text_object, repeat(handle), starts))]
    smallest = min((style.size for style in found), default=0.0)
    axes = {turns: axes_of(characters, turns) for turns in {style.turns for style in found}}
    inside = {turns: by_span(candidates(each, smallest), spans) for turns, each in axes.items()}
    if not any(inside.values()):
        return spans, found
    places = {
        number: places
        for turns, numbers in inside.items()
        for number, places in numbers.items()
        if found[number].turns == turns
    }
    return _parted((spans, found), places, axes, characters, styles)


def _parted(
    whole: StyledSpans,
    places: dict[int, list[int]],
    axes: dict[int, Axes],
    characters: Characters,
    styles: Styles,
) -> StyledSpans:
    """The spans with those cut that hold a gap or a jump."""
    spans: list[Span] = []
    found: list[Style] = []
    done = 0
    for number, inside in sorted(places.items()):
        span, style = whole[0][number], whole[1][number]
        parts = cut(span, inside, axes[style.turns], style.size, partial(_foot, characters, style.turns))
        if len(parts) == 1:
            continue
        spans += [*whole[0][done:number], *parts]
        found += whole[1][done:number]
        found += [styles.at(start, lib.text_object(characters.handle, start)) for start, _ in parts]
        done = number + 1
    return spans + whole[0][done:], found + whole[1][done:]


def _foot(characters: Characters, turns: int, index: int) -> float:
    x, y = characters.origin(index)
    return (y, -x, -y, x)[turns]
