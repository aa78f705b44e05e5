"""What the columns of a table state: measure, time and basis, as a key that is equal for equal facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from lnextract.arithmetic.relations import difference_meets
from lnextract.checks.figures import columns_of, figure_at
from lnextract.checks.same_fact.wholes import words_in
from lnextract.knowledge.letters import squash
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Column, Identity, Measure, Report, Table
from lnextract.swedish.months import names_month

Span = tuple[date, date] | None

_KINDS: Mapping[Measure, tuple[str, str]] = {
    "budget_year": ("budget", "year"),
    "budget_period": ("budget", "period"),
    "budget_prev_year": ("budget", "before"),
    "outcome_year": ("outcome", "year"),
    "outcome_period": ("outcome", "period"),
    "outcome_prev_year": ("outcome", "before"),
    "deviation_year": ("deviation", "year"),
    "deviation_period": ("deviation", "period"),
    "deviation_prev_year": ("deviation", "before"),
    "forecast_year": ("forecast", "year"),
    "deviation_forecast": ("forecast deviation", "year"),
    "outcome_pct": ("share", "period"),
    "count": ("count", "period"),
    "outcome": ("indicator", "period"),
    "target": ("target", "year"),
    "project_budget": ("project", "year"),
    "unmapped": ("unmapped", "year"),
}
"""Kind of figure and the time it is of where none is printed. What is not here is compared with nothing."""
REMAINING = "remaining"
"""What is left of the year's budget: not the deviation of the period, though both are so called."""
FORECASTS = ("forecast", "forecast deviation")
SIGNED_AS_COST = ("budget", "outcome", "forecast")
"""Kinds that a table may print as negatives."""


class ColumnKey(NamedTuple):
    """Equal for two columns that state the same of their rows."""

    kind: str
    span: Span
    basis: str = ""
    """Words that set a budget apart («reviderad»); the header where the measure says too little."""


def key_of_measure(measure: Measure, identity: Identity) -> ColumnKey | None:
    """The key of a figure outside tables, told of the usual time of its measure; None where it has none."""
    if measure not in _KINDS:
        return None
    kind, time = _KINDS[measure]
    return ColumnKey(kind, _usual_span(time, identity))


def column_keys(report: Report, table: Table) -> dict[ColumnKey, int]:
    """Key → index of the column. Columns that can't be told from each other are left out."""
    found = [_key(report, table, index) for index in range(len(table.columns))]
    times = Counter(key for key in found if key is not None)
    return {key: index for index, key in enumerate(found) if key is not None and times[key] == 1}


def _key(report: Report, table: Table, index: int) -> ColumnKey | None:
    column = table.columns[index]
    if column.measure not in _KINDS:
        return None
    kind, time = _KINDS[column.measure]
    if column.measure == "unmapped":
        header = squash(column.header)
        return ColumnKey(kind, None, header) if header and _is_on_money(table) else None
    if column.measure == "deviation_period" and _is_remaining(report, table, index):
        kind, time = REMAINING, "year"
    return ColumnKey(kind, _span(column, time, report.identity), _basis(column, kind))


def period_of(identity: Identity) -> Span:
    """First and last day that the report tells of; None where it does not say."""
    return None if identity.period is None else (identity.period.from_, identity.period.to)


def year_of(identity: Identity) -> Span:
    """First and last day of the report's year."""
    return None if identity.year is None else (date(identity.year, 1, 1), date(identity.year, 12, 31))


def _span(column: Column, time: str, identity: Identity) -> Span:
    if column.period is not None:
        return column.period.from_, column.period.to
    return _usual_span(time, identity)


def _usual_span(time: str, identity: Identity) -> Span:
    if time == "period":
        return period_of(identity)
    return year_of(identity) if time == "year" else None


def _basis(column: Column, kind: str) -> str:
    """The words of a header that name another version of the same figure, or the month that it is from."""
    printed = squash(column.header)
    found = [form for form in _squashed_forms("budget_version") if form in printed]
    if kind in FORECASTS:
        found += [form for form in _squashed_forms("earlier_version") if form in printed]
    if kind in FORECASTS or (kind == "outcome" and column.period is None):
        found += [word for word in words_in(column.header) if names_month(word)]
    return " ".join(found)


@lru_cache(maxsize=4)
def _squashed_forms(key: str) -> tuple[str, ...]:
    return tuple(sorted(squash(form) for form in load_vocabulary().words(key).forms()))


def _is_on_money(table: Table) -> bool:
    """Whether other columns say that it is a table of amounts, and no form."""
    return any(_KINDS.get(column.measure, ("",))[0] in SIGNED_AS_COST for column in table.columns)


def _is_remaining(report: Report, table: Table, deviation: int) -> bool:
    """Whether the rows show that it is the year's budget less the outcome so far."""
    wholes, parts = columns_of(table, "budget_year"), columns_of(table, "outcome_period")
    if not wholes or not parts:
        return False
    holds = fails = 0
    for row in range(len(table.rows)):
        whole, part, left = (figure_at(report, table, row, at) for at in (wholes[0], parts[0], deviation))
        if whole is None or part is None or left is None:
            continue
        judged = difference_meets(whole.printed, part.printed, left.printed)
        holds, fails = holds + judged.stands, fails + (not judged.stands)
    return holds > fails
