"""Where something stands in its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A type of the contract: no unknown keys, keys in the order of the fields."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class PageSpan(Strict):
    """A place on a PDF page."""

    page: int
    """Page number in the file, from 1."""
    bbox: tuple[float, float, float, float]
    """`[x0, top, x1, bottom]` in PDF points from the top left corner of the page."""


class TextSpan(Strict):
    """A place in a text dump."""

    line: int
    """Line number of the first character, from 1."""
    start: int
    """Offset of the first character in the decoded file, from 0."""
    end: int
    """Offset after the last character in the decoded file."""


def join_spans(first: PageSpan | TextSpan, last: PageSpan | TextSpan) -> PageSpan | TextSpan:
    """From the beginning of one place to the end of another; on several pages what stands on the first."""
    if isinstance(first, TextSpan) and isinstance(last, TextSpan):
        return TextSpan(line=first.line, start=first.start, end=max(first.end, last.end))
    if isinstance(first, PageSpan) and isinstance(last, PageSpan) and first.page == last.page:
        one, two = first.bbox, last.bbox
        return PageSpan(
            page=first.page,
            bbox=(min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])),
        )
    return first


def hull(spans: Sequence[PageSpan | TextSpan]) -> PageSpan | TextSpan:
    """From the first of some places in printed order to the last; on several pages what is on the first.

    Args:
        spans: one at least.
    """
    first = spans[0]
    if isinstance(first, TextSpan):
        ends = [span.end for span in spans if isinstance(span, TextSpan)]
        return TextSpan(line=first.line, start=first.start, end=max(ends))
    boxes = [span.bbox for span in spans if isinstance(span, PageSpan) and span.page == first.page]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return PageSpan(page=first.page, bbox=(min(lefts), min(tops), max(rights), max(bottoms)))


def span_of_ending(span: PageSpan | TextSpan, printed: str, ending: str) -> PageSpan | TextSpan:
    """The place of the words that a text ends in; on a page in proportion to its letters.

    Args:
        span: of the whole text.
        printed: the text, lines separated by a line feed; blanks at its end lie outside the place.
        ending: what is sought; where it is not found, the place is that of the whole.
    """
    printed = printed.rstrip()
    at = printed.rfind(ending)
    if at < 0:
        return span
    below = printed.count("\n", 0, at)
    if isinstance(span, TextSpan):
        end = span.end - (len(printed) - at - len(ending))
        return TextSpan(line=span.line + below, start=end - len(ending), end=end)
    lines = printed.split("\n")
    x0, top, x1, bottom = span.bbox
    letter = (x1 - x0) / max(len(line.rstrip()) for line in lines)
    height = (bottom - top) / len(lines)
    start = at - (printed.rfind("\n", 0, at) + 1)
    box = (x0 + start * letter, top + below * height, x0 + (start + len(ending)) * letter)
    x0, top, x1 = (round(edge, 2) for edge in box)
    return PageSpan(page=span.page, bbox=(x0, top, x1, round(top + height, 2)))


Span = Annotated[PageSpan | TextSpan, Field(description="Place in the source: a page box or a text range.")]
