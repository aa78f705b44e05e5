"""Where a row stands in its source, as three columns."""

from __future__ import annotations

from typing import NamedTuple

from lnextract.model.spans import PageSpan, TextSpan


class Where(NamedTuple):
    """Page or line, and the exact place: `x0,top,x1,bottom` or `start-end`."""

    page: int | None
    line: int | None
    place: str


def where(span: PageSpan | TextSpan) -> Where:
    """The columns of a span."""
    if isinstance(span, PageSpan):
        return Where(span.page, None, ",".join(f"{edge:g}" for edge in span.bbox))
    return Where(None, span.line, f"{span.start}-{span.end}")
