"""How far the labels of a table's rows are indented on the page."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.spans import PageSpan, TextSpan

STEP_PT = 3.0
"""Least distance between two steps: less is a matter of the letters' own edges."""
MOST_STEPS = 4
"""More left edges than this are no indents: the labels are centred or set flush right."""


def indent_levels(spans: Sequence[PageSpan | TextSpan | None]) -> list[int]:
    """Steps from the left of each row's label; all 0 where none shows or the labels are not set flush left.

    Args:
        spans: of the labels, None for a row without one. Labels of a dump have lost their indent.
    """
    lefts = [span.bbox[0] if isinstance(span, PageSpan) else None for span in spans]
    edges: list[float] = []
    for left in sorted({left for left in lefts if left is not None}):
        if not edges or left - edges[-1] >= STEP_PT:
            edges.append(left)
    if not 1 < len(edges) <= MOST_STEPS:
        return [0] * len(spans)
    return [0 if left is None else sum(edge <= left for edge in edges) - 1 for left in lefts]
