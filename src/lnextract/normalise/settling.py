"""Arithmetic settles what the wording of the headers leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from lnextract.arithmetic.columns import HOLDING_PER_BROKEN, LEAST_ROWS, find_differences, find_ratios
from lnextract.arithmetic.relations import Printed, difference_meets
from lnextract.model.report import Measure, Period
from lnextract.normalise.columns import ColumnMeaning
from lnextract.normalise.reading import TableContext, calendar_year

FigureGrid = Sequence[Sequence[tuple[Decimal, int] | None]]
"""Rows × columns of values with their printed decimals; None = empty."""

_BUDGETS = ("budget_year", "budget_period")
_KINDS: dict[Measure, Measure] = {
    "outcome_period": "deviation_period",
    "forecast_year": "deviation_forecast",
    "outcome_year": "deviation_year",
}


def settle_by_arithmetic(
    meanings: Sequence[ColumnMeaning],
    figures: FigureGrid,
    context: TableContext | None = None,
    percent_columns: frozenset[int] = frozenset(),
) -> list[ColumnMeaning]:
    """The meanings with open deviations settled, and those of a table without header filled in where proven.

    Args:
        meanings: one a column.
        figures: rows × columns.
        context: the report's year and period, for the periods of columns that are settled here.
        percent_columns: columns whose cells bear a percent sign.
    """
    about = context or TableContext()
    grid = [[Printed(*cell) if cell else None for cell in row] for row in figures]
    if meanings and not any(meaning.headed for meaning in meanings):
        return _headless(list(meanings), grid, about, percent_columns)
    settled = list(meanings)
    for column, meaning in enumerate(meanings):
        measure = _difference_that_holds(column, meanings, grid) if meaning.open else None
        if measure is not None:
            settled[column] = replace(
                meaning, measure=measure, period=_period(measure, about, meaning), open=False
            )
    return settled


def _difference_that_holds(
    column: int, meanings: Sequence[ColumnMeaning], grid: list[list[Printed | None]]
) -> Measure | None:
    """The kind of deviation that the rows bear out, the wording's own first."""
    best: tuple[int, bool] = (0, False)
    found: Measure | None = None
    for budget, first in enumerate(meanings):
        for other, second in enumerate(meanings):
            if first.measure not in _BUDGETS or second.measure not in _KINDS:
                continue
            kind = _KINDS[second.measure]
            score = (_rows_that_prove(grid, budget, other, column), kind == meanings[column].measure)
            if score[0] and score > best:
                best, found = score, kind
    return found


def _rows_that_prove(grid: list[list[Printed | None]], first: int, second: int, difference: int) -> int:
    """Rows where first − second (reversed for signed costs) is the difference; 0 if too many deny it."""
    forward = backward = proper = 0
    for row in grid:
        a, b, d = row[first], row[second], row[difference]
        if a is None or b is None or d is None or sum(figure.value != 0 for figure in (a, b, d)) < 2:
            continue
        proper += 1
        forward += difference_meets(a, b, d).stands
        backward += difference_meets(b, a, d).stands
    holding = max(forward, backward)
    return holding if holding >= HOLDING_PER_BROKEN * (proper - holding) else 0


def _headless(
    meanings: list[ColumnMeaning],
    grid: list[list[Printed | None]],
    context: TableContext,
    percent_columns: frozenset[int],
) -> list[ColumnMeaning]:
    """Budget, outcome and share where a ratio holds; with a deviation where a difference does."""
    outcome: Measure = "outcome_year" if context.annual else "outcome_period"
    names: dict[int, Measure] = {}
    for ratio in find_ratios(grid, least=1 if percent_columns else LEAST_ROWS):
        part, whole, percent = ratio.columns
        if not percent_columns or percent in percent_columns:
            names = {whole: "budget_year", part: outcome, percent: "outcome_pct"}
            break
    for found in find_differences(grid):
        budget, other, deviation = found.columns
        fits = not names or (names.get(budget) == "budget_year" and names.get(other) == outcome)
        if fits and deviation not in names:
            names |= {budget: "budget_year", other: outcome, deviation: _KINDS[outcome]}
            break
    return [
        replace(
            meaning,
            measure=names[at],
            period=_period(names[at], context, meaning),
            unit="%" if names[at] == "outcome_pct" else meaning.unit,
        )
        if at in names
        else meaning
        for at, meaning in enumerate(meanings)
    ]


def _period(measure: Measure, context: TableContext, meaning: ColumnMeaning) -> Period | None:
    if meaning.period_printed:
        return meaning.period
    if measure in ("deviation_period", "outcome_period", "outcome_pct"):
        return context.period
    return calendar_year(context.year)
