"""Charts, maps and forms told apart from tables: sparse places, scales of even steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from lnextract.tables.pdf.draft import Draft

SPARSEST = 0.22
"""A table fills at least this share of its places."""
SPARSEST_OPEN = 0.33
"""Without closed cells words that lie about seldom fill more."""
LEAST_FULL_ROWS = 2
SPARSE = 0.5
"""A grid beside a scale that fills no more is a chart."""
LEAST_STEPS = 3
MOST_CONTENTS_COLUMNS = 3
"""Number, title, page."""
_LED = re.compile(r"[.…·_]{3,}")
_NUMBERED = re.compile(r"(?:\d+\.?){1,4}$|[A-Z]\.?\d*$|[IVX]+\.?$")


def is_drawing(draft: Draft, sparsest: float = SPARSEST) -> bool:
    """Whether a draft is a chart's axes and labels, or a form. `sparsest`:
    least share of places that is filled."""
    share = draft.filled_share()
    if share < sparsest or _full_rows(draft) < LEAST_FULL_ROWS:
        return True
    if share > SPARSE:
        return False
    tidy = draft.tidied()
    for column in (0, tidy.columns - 1):
        texts = [cell.words[0].text for cell in tidy.cells if cell.column == column and len(cell.words) == 1]
        if is_scale(texts):
            return True
    return False


def _full_rows(draft: Draft) -> int:
    """Rows that fill half of the columns at least."""
    tidy = draft.tidied()
    width = Counter[int]()
    for cell in tidy.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            width[row] += cell.column_span
    return sum(count >= 0.5 * tidy.columns for count in width.values())


def is_contents(draft: Draft) -> bool:
    """Whether a draft is a list of contents: one column of page numbers that never fall, after leaders or
    numbers."""
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
    titled = {cell.row for cell in labels if any(word.text[-1:].isalpha() for word in cell.words)}
    numbered = sum(
        bool(_NUMBERED.match(cell.words[0].text))
        for cell in labels
        if cell.column == 0 and cell.row in titled
    )
    return max(led, numbered) >= 0.5 * len(numbers) and len(numbers) >= 0.6 * tidy.rows


def is_scale(texts: Sequence[str]) -> bool:
    """Whether texts contain a falling run of figures with even steps, as beside a chart."""
    numbers = [number for text in texts if (number := _number(text)) is not None]
    if len(numbers) < LEAST_STEPS + 1 or len(numbers) < 0.7 * len(texts):
        return False
    steps = [left - right for left, right in pairwise(numbers)]
    return steps[0] > 0 and sum(step == steps[0] for step in steps) >= 0.75 * len(steps)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.strip("%$€ ").replace(",", ""))
    except InvalidOperation:
        return None
