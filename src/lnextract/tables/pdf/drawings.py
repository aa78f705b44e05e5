"""Charts, maps and forms told apart from tables: sparse places, scales of even steps."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from itertools import pairwise

from lnextract.tables.pdf.draft import Draft

SPARSEST = 0.22
"""A table fills at least this share of its places."""
SPARSE = 0.5
"""A grid beside a scale that fills no more is a chart."""
LEAST_STEPS = 3
MOST_CONTENTS_COLUMNS = 3
"""Number, title, page."""
_LED = re.compile(r"[.…·_]{3,}")
_NUMBERED = re.compile(r"(?:\d+\.?){1,4}$|[A-Z]\.?\d*$|[IVX]+\.?$")


def is_drawing(draft: Draft) -> bool:
    """Whether a draft is a chart's axes and labels, or a form."""
    share = draft.filled_share()
    if share < SPARSEST:
        return True
    if share > SPARSE:
        return False
    tidy = draft.tidied()
    for column in (0, tidy.columns - 1):
        texts = [cell.words[0].text for cell in tidy.cells if cell.column == column and len(cell.words) == 1]
        if is_scale(texts):
            return True
    return False


def is_contents(draft: Draft) -> bool:
    """Whether a draft is a list of contents: one column of page numbers that never fall, after leaders or numbers."""
    tidy = draft.tidied()
    last = [cell for cell in tidy.cells if cell.column == tidy.columns - 1 and cell.column_span == 1]
    pages = [cell.words[0].text for cell in sorted(last, key=lambda cell: cell.row) if len(cell.words) == 1]
    numbers = [int(text) for text in pages if text.isdecimal()]
    if tidy.columns > MOST_CONTENTS_COLUMNS or len(numbers) < LEAST_STEPS or len(numbers) < 0.8 * len(last):
        return False
    if any(left > right for left, right in pairwise(numbers)):
        return False
    labels = [cell for cell in tidy.cells if cell.column < tidy.columns - 1]
    led = sum(any(_LED.search(word.text) for word in cell.words) for cell in labels)
    numbered = sum(bool(_NUMBERED.match(cell.words[0].text)) for cell in labels if cell.column == 0)
    return max(led, numbered) >= 0.5 * len(numbers) and len(numbers) >= 0.6 * tidy.rows


def is_scale(texts: Sequence[str]) -> bool:
    """Whether texts contain a falling run of figures with even steps, as beside a chart."""
    numbers = [number for text in texts if (number := _number(text)) is not None]
    if len(numbers) < LEAST_STEPS + 1 or len(numbers) < 0.7 * len(texts):
        return False
    steps = [left - right for left, right in itertools.pairwise(numbers)]
    return steps[0] > 0 and sum(step == steps[0] for step in steps) >= 0.75 * len(steps)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip("%$€ ").replace(",", ""))
    except InvalidOperation:
        return None
