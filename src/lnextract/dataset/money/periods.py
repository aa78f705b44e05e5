"""What a column measures, and of which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from lnextract.dataset.money.basis import DEVIATIONS
from lnextract.model.report import Column, Identity, Period, Table

MONTHS_OF_YEAR: Final = 12
_CONCEPTS: Final = {
    "budget_year": "budget",
    "budget_period": "budget",
    "budget_prev_year": "budget",
    "outcome_period": "outcome",
    "outcome_year": "outcome",
    "outcome_prev_year": "outcome",
    "forecast_year": "forecast",
    "deviation_period": "deviation",
    "deviation_year": "deviation",
    "deviation_prev_year": "deviation",
    "deviation_forecast": "forecast_deviation",
}
_FULL_YEAR: Final = frozenset(
    {"budget_year", "outcome_year", "forecast_year", "deviation_year", "deviation_forecast"}
)
_PREVIOUS: Final = frozenset({"budget_prev_year", "outcome_prev_year", "deviation_prev_year"})


@dataclass(frozen=True, slots=True)
class Measured:
    """A concept with its days; `as_of` is the last day known to those who made a forecast."""

    concept: str
    period_from: date
    period_to: date
    as_of: date | None

    @property
    def months(self) -> int:
        """Months that the days span."""
        return months_of(self.period_from, self.period_to)


def months_of(first: date, last: date) -> int:
    """Calendar months from the first day's to the last day's, both counted."""
    return (last.year - first.year) * MONTHS_OF_YEAR + last.month - first.month + 1


def measured(table: Table, column: Column, identity: Identity) -> Measured | None:
    """What a column measures; None where it is no money of known days.

    A prior year's column in a report of a part of the year may be of the part or of the whole: it counts
    only with its period printed.
    """
    concept = _CONCEPTS.get(column.measure)
    period = _period(column, identity)
    if concept is None or period is None or _is_remainder(table, column, identity):
        return None
    forecast = concept in ("forecast", "forecast_deviation")
    as_of = identity.period.to if identity.period else None
    if forecast and as_of is None:
        return None
    return Measured(concept, period.from_, period.to, as_of if forecast else None)


def _period(column: Column, identity: Identity) -> Period | None:
    if column.measure in _FULL_YEAR:
        year = column.period.to.year if column.period else identity.year
        return _whole(year) if year else None
    if column.period is not None:
        return column.period
    if column.measure in _PREVIOUS:
        annual = identity.report_type == "årsredovisning"
        return _whole(identity.year - 1) if identity.year and annual else None
    return identity.period


def _whole(year: int) -> Period:
    return Period(from_=date(year, 1, 1), to=date(year, 12, 31))


def _is_remainder(table: Table, column: Column, identity: Identity) -> bool:
    """Whether a *deviation* is what remains of the year's budget (Återstår), which is no deviation."""
    plan, actual = DEVIATIONS["deviation_period"]
    measures = [each.measure for each in table.columns]
    if column.measure != "deviation_period" or plan in measures or "budget_year" not in measures:
        return False
    if actual not in measures:
        return False
    places = [measures.index(each) for each in ("budget_year", actual)]
    at = table.columns.index(column)
    held = differed = 0
    for row in table.rows:
        values = [cell.value if cell else None for cell in (row.cells[each] for each in (*places, at))]
        if values[0] is None or values[2] is None or not values[0]:
            continue
        rest = values[0] - (values[1] or 0)
        held, differed = held + (rest == values[2]), differed + (rest != values[2])
    return held > differed
