"""Which columns of a grid stand in a difference or a ratio to each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import permutations

from lnextract.arithmetic.relations import Judgement, Printed, difference_meets, ratio_meets

Grid = Sequence[Sequence[Printed | None]]
"""Rows of figures, all of one length; None = empty."""

LEAST_ROWS = 2
"""Rows with proper figures that must agree: one row alone agrees too often by chance."""
HOLDING_PER_BROKEN = 2
"""At least so many rows must hold for each that is broken, or the relation is another one."""


@dataclass(frozen=True, slots=True)
class ColumnRelation:
    """Three columns and how many rows bear them out."""

    columns: tuple[int, int, int]
    """Of a difference (a, b, d) with a − b = d; of a ratio (part, whole, percent)."""
    holds: int
    """Rows that prove something and hold, within rounding included."""
    broken: int
    trivial: int
    """Rows that hold because of zeros and prove nothing."""
    equal: int = 0
    """Of a difference: those among `holds` where a = b and d = 0."""


def find_differences(
    grid: Grid, least: int = LEAST_ROWS, *, most_broken: int | None = None
) -> list[ColumnRelation]:
    """Triples with a − b = d over the rows where all three are printed, best first.

    a − b = d and a − d = b are one fact; it is given once, with the deviation d in the later column,
    as such tables are printed.

    Args:
        grid: rows × columns.
        least: rows that must hold and prove something.
        most_broken: rows in which it may be broken; None = as the rows that hold allow.
    """
    width = max((len(row) for row in grid), default=0)
    found = [
        _count(grid, columns, difference_meets, _difference_proves, most_broken)
        for columns in permutations(range(width), 3)
        if columns[1] < columns[2]
    ]
    return _best_first(found, least)


def find_ratios(
    grid: Grid,
    least: int = LEAST_ROWS,
    *,
    percent: Collection[int] | None = None,
    most_broken: int | None = None,
) -> list[ColumnRelation]:
    """Triples with 100·part/whole = percent over the rows where all three are printed, best first.

    Args:
        grid: rows × columns.
        least: rows that must hold and prove something.
        percent: columns of percentages; None = any may be one.
        most_broken: rows in which it may be broken; None = as the rows that hold allow.
    """
    width = max((len(row) for row in grid), default=0)
    found = [
        _count(grid, columns, ratio_meets, _ratio_proves, most_broken)
        for columns in permutations(range(width), 3)
        if percent is None or columns[2] in percent
    ]
    return _best_first(found, least)


def _count(
    grid: Grid,
    columns: tuple[int, int, int],
    relation: Callable[[Printed, Printed, Printed], Judgement],
    proves: Callable[[Printed, Printed, Printed], bool],
    most_broken: int | None,
) -> ColumnRelation | None:
    """How the rows bear a relation out; None once too many break it."""
    holds = broken = trivial = equal = 0
    for row in grid:
        first, second, third = (row[column] if column < len(row) else None for column in columns)
        if first is None or second is None or third is None:
            continue
        judged = relation(first, second, third)
        if judged.verdict == "not_checkable":
            trivial += 1
        elif not judged.stands:
            broken += 1
            if most_broken is not None and broken > most_broken:
                return None
        elif not proves(first, second, third):
            trivial += 1
        else:
            holds += 1
            equal += first.value == second.value and third.value == 0
    return ColumnRelation(columns, holds, broken, trivial, equal)


def _difference_proves(a: Printed, b: Printed, d: Printed) -> bool:
    """Two figures at least are something; a = b with d = 0 says that two columns agree."""
    return sum(figure.value != 0 for figure in (a, b, d)) >= 2


def _ratio_proves(part: Printed, whole: Printed, percent: Printed) -> bool:
    """A percentage of nothing is nothing whatever the whole is."""
    return part.value != 0 and percent.value != 0


def _best_first(found: Sequence[ColumnRelation | None], least: int) -> list[ColumnRelation]:
    kept = [
        each
        for each in found
        if each is not None and each.holds >= least and each.holds >= each.broken * HOLDING_PER_BROKEN
    ]
    return sorted(kept, key=lambda each: (each.broken - each.holds, each.equal, each.columns))
