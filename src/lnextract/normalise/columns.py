"""What each column of a table holds: measure, period and unit, by its wording, its neighbours, its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary
from lnextract.model.report import Measure, Period, Unit
from lnextract.normalise.reading import HeaderReading, HeaderText, TableContext, calendar_year, read_header
from lnextract.swedish.periods import PrintedPeriod

__all__ = ["ColumnMeaning", "HeaderText", "TableContext", "interpret_columns"]

_DEVIATIONS = ("deviation", "remaining")
_YEAR_MEASURES = frozenset(
    {"budget_year", "forecast_year", "deviation_forecast", "outcome_year", "deviation_year"}
)
_PREVIOUS_MEASURES = frozenset({"budget_prev_year", "outcome_prev_year", "deviation_prev_year"})
_PERIOD_MEASURES = frozenset({"budget_period", "outcome_period", "outcome_pct", "deviation_period"})
_MONEY_HEADS = frozenset({"budget", "budget_year", "budget_period"})


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """What a column holds."""

    measure: Measure
    period: Period | None
    """As printed in the header, else as the measure and the report's period imply."""
    unit: Unit | None
    """As the header says; % for shares."""
    open: bool = False
    """True where wording alone does not say of which stretch a deviation is: arithmetic may."""
    period_printed: bool = False
    """Whether header or spanner print a year or months."""
    head: str | None = None
    """Key of the header's head in the vocabulary; None = unknown header."""
    headed: bool = False
    """Whether anything is printed over the column."""


def interpret_columns(
    headers: Sequence[HeaderText], context: TableContext, vocabulary: Vocabulary | None = None
) -> list[ColumnMeaning]:
    """A meaning for each header, in order. A header that the vocabulary does not know is `unmapped`."""
    words = vocabulary or load_vocabulary()
    readings = [read_header(header, context, words.headers) for header in headers]
    _flag_table(readings, context, words)
    measures = [_measure(reading, words) for reading in readings]
    opened = [False] * len(readings)
    for index, reading in enumerate(readings):
        if reading.head in _DEVIATIONS and not reading.stated and "indicators" not in reading.flags:
            reading.flags |= _neighbour_flags(index, readings, measures)
            measures[index] = _measure(reading, words)
            opened[index] = measures[index] != "unmapped"
    return [
        replace(
            _meaning(reading, measure, context, is_open),
            headed=bool(header.text.strip() or (header.spanner or "").strip()),
        )
        for header, reading, measure, is_open in zip(headers, readings, measures, opened, strict=True)
    ]


def _flag_table(readings: list[HeaderReading], context: TableContext, words: Vocabulary) -> None:
    """Flags that hold for the whole table."""
    heads = {reading.head for reading in readings}
    labels = {phrase.key for label in context.labels for phrase in words.headers.segment(label)}
    money = bool(heads & _MONEY_HEADS) or any(reading.unit in ("tkr", "kr", "mnkr") for reading in readings)
    table_flags: set[str] = set()
    if context.kind == "indicator" or (
        not money and context.kind is None and ("target" in heads or labels & {"indicator", "kpi"})
    ):
        table_flags.add("indicators")
    figures = heads - {"comment", "forecast", "status", "responsible", "when", None}
    if context.kind in ("assignment", "activity") or (not figures and heads & {"comment", "status"}):
        table_flags.add("texts")
    if context.annual:
        table_flags.add("annual")
    for reading in readings:
        reading.flags |= table_flags


def _measure(reading: HeaderReading, words: Vocabulary) -> Measure:
    for rule in words.measures:
        if reading.head in rule.heads and reading.flags.issuperset(rule.when):
            return cast("Measure", rule.measure)
    return "unmapped"


def _neighbour_flags(index: int, readings: list[HeaderReading], measures: list[Measure]) -> set[str]:
    """What the columns between the last deviation and this one speak of; if none, those after it."""
    left: list[Measure] = []
    for at in range(index - 1, -1, -1):
        if (readings[at].head or "").startswith("deviation") or readings[at].head == "remaining":
            break
        left.append(measures[at])
    right = measures[index + 1 :]
    for measure in left or right:
        flag = _BESIDE.get(measure)
        if flag:
            return {flag}
    return set()


_BESIDE: dict[Measure, str] = {
    "forecast_year": "beside_forecast",
    "outcome_period": "beside_period",
    "outcome_year": "beside_year",
}


def _meaning(reading: HeaderReading, measure: Measure, context: TableContext, is_open: bool) -> ColumnMeaning:
    unit: Unit | None = "%" if measure == "outcome_pct" else reading.unit
    if unit is None and "percent" in reading.flags:
        unit = "%"
    printed = bool(reading.years) or reading.months is not None
    return ColumnMeaning(measure, period_of(measure, reading, context), unit, is_open, printed, reading.head)


def period_of(measure: Measure, reading: HeaderReading, context: TableContext) -> Period | None:
    """The stretch of days that a measure is of, as far as header and report tell."""
    year = reading.years[0] if reading.years else context.year
    if measure in _PREVIOUS_MEASURES:
        year = reading.years[0] if reading.years else (context.year - 1 if context.year else None)
        if reading.months is not None and year is not None:
            return _months_in(reading, context, year)
        return calendar_year(year)
    if measure in _YEAR_MEASURES:
        return calendar_year(year)
    if measure in _PERIOD_MEASURES:
        return _months_in(reading, context, year)
    if measure in ("comment", "unmapped"):
        return None
    if reading.months is not None:
        return reading.months.to_period(year)
    return calendar_year(reading.years[0]) if reading.years else None


def _months_in(reading: HeaderReading, context: TableContext, year: int | None) -> Period | None:
    if reading.months is not None:
        return reading.months.to_period(year)
    report = context.period
    if report is None or year is None or report.to.year == year:
        return report
    return PrintedPeriod(report.from_.month, report.to.month, year, "", 0, 0).to_period(year)
