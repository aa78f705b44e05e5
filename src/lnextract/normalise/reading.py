"""Column headers as the lexicon reads them, ready for the rules on measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from lnextract.knowledge.headers import HeaderLexicon, HeaderPhrase
from lnextract.model.report import Period, TableKind, Unit
from lnextract.swedish.periods import PrintedPeriod, find_periods, parse_period
from lnextract.swedish.units import find_unit

_HEAD_ROLES = ("figure", "text", "status")
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class HeaderText:
    """A column's printed header."""

    text: str
    spanner: str | None = None
    """The header above it that spans several columns."""


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the document says of a table beside its column headers."""

    year: int | None = None
    """The report's year."""
    period: Period | None = None
    """The report's period."""
    title: str | None = None
    """Title of the table and, if wanted, of its section."""
    unit: Unit | None = None
    labels: tuple[str, ...] = ()
    """Headers of the label columns."""
    kind: TableKind | None = None
    """The table's kind where it is known."""

    @property
    def annual(self) -> bool:
        """Whether the report is of a whole year."""
        return self.period is not None and (self.period.to.month - self.period.from_.month) == _LAST_MONTH - 1


@dataclass(slots=True)
class HeaderReading:
    """One column's header: the head that it is about, and flags for the rules."""

    head: str | None
    """Key of the head; «year» where only years are printed; None = unknown."""
    flags: set[str] = field(default_factory=set)
    years: tuple[int, ...] = ()
    months: PrintedPeriod | None = None
    unit: Unit | None = None
    stated: bool = False
    """Whether the header itself or its spanner says of which stretch a deviation is."""


def read_header(header: HeaderText, context: TableContext, lexicon: HeaderLexicon) -> HeaderReading:
    """The header with its spanner; what the header says goes before what the spanner says."""
    own = lexicon.segment(header.text)
    above = lexicon.segment(header.spanner) if header.spanner else []
    head, from_spanner = _head(own, above)
    reading = HeaderReading(head, set(_qualifiers([*own, *above])))
    if from_spanner and _key(own) == "pct":
        reading.flags.add("percent")
    above_key = _key(above)
    if head in ("deviation", "remaining") and not from_spanner and above_key in ("forecast", "budget_year"):
        reading.flags.add("against_forecast")
    if above_key == "previous":
        reading.flags.add("previous_year")
    reading.years = _years(own) or _years(above)
    both = f"{header.spanner or ''}\n{header.text}"
    reading.months = parse_period(header.text) or parse_period(both) or _only_months(both)
    reading.unit = find_unit(header.text) or (find_unit(header.spanner) if header.spanner else None)
    _flag_time(reading, context)
    if reading.unit == "%":
        reading.flags.add("percent")
    reading.stated = bool(
        reading.flags & {"months", "full_year", "against_forecast", "against_previous", "previous_year"}
    )
    return reading


def _head(own: list[HeaderPhrase], above: list[HeaderPhrase]) -> tuple[str | None, bool]:
    """Key of the head, and whether the spanner gave it."""
    key, above_key = _key(own), _key(above)
    nameless = key is None and (not own or _only_qualifiers(own))
    weaker = key in ("pct", "year") and above_key != "year"
    return (above_key, True) if above_key is not None and (nameless or weaker) else (key, False)


def _key(phrases: list[HeaderPhrase]) -> str | None:
    for phrase in phrases:
        if phrase.role in _HEAD_ROLES and phrase.key:
            return phrase.key
    for phrase in phrases:
        if phrase.key in ("target", "indicator", "kpi", "activity", "assignment", "goal"):
            return phrase.key
    return "year" if any(phrase.keys("year") for phrase in phrases) else None


def _only_qualifiers(phrases: list[HeaderPhrase]) -> bool:
    return all(phrase.role in ("period", "label") and not phrase.keys("head") for phrase in phrases)


def _qualifiers(phrases: list[HeaderPhrase]) -> set[str]:
    """Flags of the qualifiers printed; names are those of the rules."""
    names = {
        "accumulated": "months", "full_year": "full_year", "previous": "previous_year", "percent": "percent",
        "forecast_against_budget": "against_forecast", "outcome_against_budget": "against_outcome",
        "against_period_budget": "months", "against_previous": "against_previous",
    }  # fmt: skip
    keys = {key for phrase in phrases for key in phrase.keys("qualifier")}
    return {names[key] for key in keys if key in names}


def _years(phrases: list[HeaderPhrase]) -> tuple[int, ...]:
    return tuple(int(part.text) for phrase in phrases for part in phrase.parts if part.kind == "year")


def _only_months(text: str) -> PrintedPeriod | None:
    found = [period for period in find_periods(text) if period.form != "month"]
    return found[0] if len({(period.start_month, period.end_month) for period in found}) == 1 else None


def _flag_time(reading: HeaderReading, context: TableContext) -> None:
    year = reading.months.year if reading.months and reading.months.year else max(reading.years, default=None)
    if year is not None:
        reading.years = (year,)
    if year is not None and context.year is not None:
        reading.flags.add("previous_year" if year < context.year else "this_year")
    months = reading.months
    if months is not None:
        whole = months.start_month == 1 and months.end_month == _LAST_MONTH
        reading.flags.add("full_year" if whole else "months")
        reading.flags -= {"months"} if whole else {"full_year"}


def calendar_year(year: int | None) -> Period | None:
    """1 January to 31 December."""
    return Period(from_=date(year, 1, 1), to=date(year, _LAST_MONTH, 31)) if year is not None else None
