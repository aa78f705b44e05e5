"""In which columns the values of a dump's row stand: by its runs of blanks, its kinds of value, its relations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from lnextract.arithmetic.relations import Printed, difference_meets, ratio_meets
from lnextract.tables.drafts import Draft
from lnextract.tables.readings import Value, readings

# Log-odds of a single row's reading; only their order of size matters.
RELATION_HOLDS = 3.0
RELATION_BROKEN = -4.0
RELATIONS_BROKEN = -5.0
"""One wrong figure breaks every relation that it stands in."""
LIKELY_RELATION_HOLDS = 2.0
PERCENT_MISPLACED = -8.0
PERCENT_MISSING = -3.0
EMPTY_INSIDE = -0.4
FIRST_EMPTY = -0.8
GROUPED_DIGITS = 0.3
KEPT_PLACEMENTS = 80
"""Likeliest placements of a row that are kept for the table to choose from."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What is known of the columns."""

    columns: int
    percent: frozenset[int]
    """Columns of percentages."""
    free: frozenset[int]
    """Columns that may mix percentages and amounts."""
    differences: tuple[tuple[int, int, int], ...] = ()
    """Proven on other rows: (a, b, d) with a − b = d."""
    ratios: tuple[tuple[int, int, int], ...] = ()
    """Proven on other rows: (part, whole, percent)."""
    likely_differences: tuple[tuple[int, int, int], ...] = ()
    """As the header words suggest."""
    likely_ratios: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """One reading of a row: a value or nothing in each column."""

    cells: tuple[Value | None, ...]
    score: float
    exact: bool = False
    """The runs of blanks leave no other place for these values."""

    @property
    def figures(self) -> tuple[Printed | None, ...]:
        return tuple(None if cell is None else cell.printed for cell in self.cells)


def exact_placements(draft: Draft, columns: int, label_slack: int) -> list[Placement]:
    """Readings in which every blank beyond the first after a cell is an empty cell.

    Args:
        label_slack: 1 where the table has a second label column, which may be empty too.
    """
    if draft.line is None or draft.run is None:
        return []
    found = []
    for values in readings(draft.line.text, draft.run):
        between = [after.start - before.end - 1 for before, after in zip(values, values[1:], strict=False)]
        trailing = max(draft.trailing - 1, 0)
        leading = max(draft.leading - 1, 0) if draft.label_on_line else draft.leading
        for slack in range(min(label_slack, leading) + 1):
            if leading - slack + len(values) + sum(between) + trailing == columns:
                cells: list[Value | None] = [None] * (leading - slack)
                for value, gap in zip(values, [*between, trailing], strict=True):
                    cells.extend([value, *([None] * gap)])
                found.append(Placement(tuple(cells), 0.0, exact=True))
    return found


def placements(draft: Draft, shape: Shape) -> list[Placement]:
    """All readings of a row with values in any columns, likeliest first."""
    if draft.line is None or draft.run is None:
        return [Placement((None,) * shape.columns, 0.0)]
    found = []
    for values in readings(draft.line.text, draft.run):
        if len(values) > shape.columns:
            continue
        for chosen in combinations(range(shape.columns), len(values)):
            cells: list[Value | None] = [None] * shape.columns
            for column, value in zip(chosen, values, strict=True):
                cells[column] = value
            if all(value.percent <= (column in shape.percent or column in shape.free)
                   for column, value in zip(chosen, values, strict=True)):
                found.append(scored(Placement(tuple(cells), 0.0), shape))
    found.sort(key=lambda placement: -placement.score)
    return found[:KEPT_PLACEMENTS]


def scored(placement: Placement, shape: Shape) -> Placement:
    """The placement with the odds of its own row."""
    cells = placement.cells
    score = 0.0
    filled = [column for column, cell in enumerate(cells) if cell is not None]
    for column in filled:
        cell = cells[column]
        assert cell is not None
        if cell.percent and column not in shape.percent and column not in shape.free:
            score += PERCENT_MISPLACED
        if not cell.percent and column in shape.percent:
            score += PERCENT_MISSING
        score += GROUPED_DIGITS * (" " in cell.number.text.strip("-– "))
    if filled:
        score += EMPTY_INSIDE * (filled[-1] + 1 - len(filled)) + FIRST_EMPTY * (filled[0] > 0)
    score += _relations(placement.figures, shape)
    return Placement(cells, score, placement.exact)


def _relations(figures: Sequence[Printed | None], shape: Shape) -> float:
    score = 0.0
    for triple in shape.differences:
        score += _odds(_difference(figures, triple), RELATION_HOLDS, RELATION_BROKEN)
    for triple in shape.ratios:
        score += _odds(_ratio(figures, triple), RELATION_HOLDS, RELATION_BROKEN)
    score = max(score, RELATIONS_BROKEN)
    if any(_difference(figures, triple) for triple in shape.likely_differences):
        score += LIKELY_RELATION_HOLDS
    if any(_ratio(figures, triple) for triple in shape.likely_ratios):
        score += LIKELY_RELATION_HOLDS
    return score


def _odds(stands: bool | None, holds: float, broken: float) -> float:
    return 0.0 if stands is None else holds if stands else broken


def _difference(figures: Sequence[Printed | None], triple: tuple[int, int, int]) -> bool | None:
    """Whether a − b = d; None where it says nothing."""
    a, b, d = (figures[column] for column in triple)
    if a is None or b is None or d is None or not (a.value or b.value):
        return None
    return difference_meets(a, b, d).stands


def _ratio(figures: Sequence[Printed | None], triple: tuple[int, int, int]) -> bool | None:
    part, whole, percent = (figures[column] for column in triple)
    if part is None or whole is None or percent is None:
        return None
    judged = ratio_meets(part, whole, percent)
    return None if judged.verdict == "not_checkable" else judged.stands
