"""What a source can't give, as warnings of the report."""

from __future__ import annotations

from lnextract.model.report import Doubt
from lnextract.model.spans import PageSpan


def scan_doubt(page: int) -> Doubt:
    """A page without text that can be read.

    Args:
        page: its number, from 1.
    """
    return Doubt(
        code="no_text_layer",
        message=f"Page {page} is a picture without text that can be read; what it says is left out.",
        table=None,
        span=PageSpan(page=page, bbox=(0.0, 0.0, 0.0, 0.0)),
    )
