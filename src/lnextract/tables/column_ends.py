"""Columns of figures by where they end on the line, in dumps that keep columns in place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from lnextract.tables.drafts import Draft
from lnextract.tables.placement import Placement
from lnextract.tables.readings import Value, readings

LEAST_FULL = 2
"""Rows with a figure in every column from which its ends are learnt."""
LEAST_APART = 2
"""Blanks between figures of two columns: one blank parts groups of digits, or cells that were moved up."""
NEAR = 1
"""Characters by which figures of a column end apart: a closing bracket, a footnote's mark."""


def column_ends(drafts: Sequence[Draft], columns: int) -> tuple[int, ...]:
    """Where the figures of each column end, as the full rows have it; nothing if they differ."""
    full = [values for draft in drafts if (values := _full(draft, columns))]
    if len(full) < LEAST_FULL:
        return ()
    ends = [sorted(values[column].end for values in full) for column in range(columns)]
    return tuple(each[-1] for each in ends) if all(each[-1] - each[0] <= NEAR for each in ends) else ()


def _full(draft: Draft, columns: int) -> tuple[Value, ...] | None:
    """The figures of a row that has as many as there are columns, all set well apart."""
    if draft.line is None or draft.run is None:
        return None
    for values in readings(draft.line.text, draft.run, columns):
        apart = all(after.start - before.end >= LEAST_APART for before, after in pairwise(values))
        if len(values) == columns and apart:
            return values
    return None


def placed_by_ends(draft: Draft, ends: Sequence[int]) -> list[Placement]:
    """Readings of a row whose figures all end where those of a column do."""
    if draft.line is None or draft.run is None:
        return []
    found = []
    for values in readings(draft.line.text, draft.run, len(ends)):
        cells: list[Value | None] = [None] * len(ends)
        for value in values:
            columns = [at for at, end in enumerate(ends) if abs(value.end - end) <= NEAR]
            if len(columns) != 1 or cells[columns[0]] is not None:
                break
            cells[columns[0]] = value
        else:
            found.append(Placement(tuple(cells), 0.0, exact=True))
    return found
