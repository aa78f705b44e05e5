"""Whether two places are one: a later version may draw the box a little wider."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from lnextract.corrections.refusal import Refused
from lnextract.model.spans import PageSpan, TextSpan

SHARED_AREA = 0.5
"""Share of the smaller box that two boxes must have in common to be one place."""


class Placed(Protocol):
    """Something that stands somewhere."""

    @property
    def span(self) -> PageSpan | TextSpan: ...


Found = TypeVar("Found", bound=Placed)


def at_place(place: PageSpan | TextSpan, among: Sequence[Found]) -> list[Found]:
    """What stands exactly there, else what the place overlaps with."""
    exact = [each for each in among if each.span == place]
    return exact or [each for each in among if overlap(place, each.span)]


def one_place(found: Sequence[Found]) -> list[Found]:
    """The same, if all of it stands in one place.

    Raises:
        Refused: it stands in several.
    """
    if any(each.span != found[0].span for each in found):
        raise Refused("several that fit stand there")
    return list(found)


def overlap(one: PageSpan | TextSpan, other: PageSpan | TextSpan) -> bool:
    """Whether the smaller place lies for the most part in the larger one."""
    if isinstance(one, TextSpan) and isinstance(other, TextSpan):
        return one.start < other.end and other.start < one.end
    if not isinstance(one, PageSpan) or not isinstance(other, PageSpan) or one.page != other.page:
        return False
    a, b = one.bbox, other.bbox
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    smaller = min(_area(a), _area(b))
    return width > 0 and height > 0 and width * height >= SHARED_AREA * smaller


def _area(bbox: tuple[float, float, float, float]) -> float:
    return (bbox[2] - bbox[0]) * (bbox[3] - bbox[1])


def words_of(place: PageSpan | TextSpan) -> str:
    """`page 5` or `line 512`."""
    return f"page {place.page}" if isinstance(place, PageSpan) else f"line {place.line}"
