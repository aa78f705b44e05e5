"""The report: everything that one document says, each figure with its place. See `schemas/`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import ConfigDict, Field

from lnextract.model.figures import Figure
from lnextract.model.finding import Finding
from lnextract.model.marks import Corrected, CorrectedFields
from lnextract.model.source import SourceKind
from lnextract.model.spans import Span, Strict

SCHEMA_VERSION: Final = "1.0"

ReportType = Literal["uppföljningsrapport", "årsredovisning", "presentation", "other"]
Unit = Literal["tkr", "kr", "mnkr", "%", "st"]
MoneyUnit = Literal["tkr", "kr", "mnkr"]
TableKind = Literal["budget", "result", "forecast", "indicator", "activity", "assignment", "other"]
RowKind = Literal["heading", "item", "subtotal", "total"]
Measure = Literal[
    "budget_year",
    "budget_period",
    "outcome_period",
    "outcome_pct",
    "deviation_period",
    "forecast_year",
    "deviation_forecast",
    "outcome_year",
    "deviation_year",
    "budget_prev_year",
    "outcome_prev_year",
    "deviation_prev_year",
    "change",
    "project_budget",
    "count",
    "target",
    "outcome",
    "comment",
    "unmapped",
]


class Period(Strict):
    """A stretch of days, both ends included."""

    from_: Annotated[date, Field(alias="from")]
    to: date

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class Source(Strict):
    """The file that the report was read from."""

    file: str
    """Path relative to the input, with `/`."""
    sha256: str
    kind: SourceKind
    pages: int
    """Pages of the document; for a dump the pages that its page breaks show."""
    page_range: tuple[int, int]
    """First and last page in the file."""
    producer: str | None
    extractor: str
    """Name and version of the program that wrote this report."""


class Signatory(Strict):
    """A printed name at the signatures."""

    name: str
    role: str | None


class Identity(Strict):
    """Whose report it is, and of when."""

    body: str | None
    """The board as printed, in base form."""
    municipality: str | None
    municipality_code: str | None
    """Four digits (SCB)."""
    region: str | None
    report_type: ReportType
    report_number: int | None
    year: int | None
    period: Period | None
    date: date | None
    """The date on the cover or at the signatures."""
    signatories: list[Signatory]
    corrected: CorrectedFields = None


class Block(Strict):
    """A piece of a section's content."""

    type: Literal["paragraph", "list", "table", "image"]
    text: str | None
    """Of a paragraph: running text, line breaks mended."""
    items: list[str] | None
    """Of a list."""
    table: str | None
    """Of a table: its id in `tables`."""
    span: Span


class Section(Strict):
    """A heading and what stands under it up to the next heading."""

    id: str
    number: str | None
    title: str
    """Without number and marker."""
    level: int
    parent: str | None
    marker: str | None
    """What is printed in parentheses after the title, such as «förvaltningens uppdrag»."""
    blocks: list[Block]
    span: Span
    corrected: CorrectedFields = None


class Assignment(Strict):
    """A fokusområde or uppdrag that the report follows up."""

    title: str
    category: str | None
    """As printed: fokusområde, regiongemensamt uppdrag, förvaltningens uppdrag, …"""
    forecast: str | None
    """The printed word after Årsprognos, Prognos, Bedömning or Måluppfyllelse."""
    comment: str | None
    section: str | None
    span: Span
    corrected: CorrectedFields = None


class Activity(Strict):
    """A row of an activity table."""

    activity: str
    comment: str | None
    status: str | None
    section: str | None
    span: Span
    corrected: CorrectedFields = None


class Cell(Strict):
    """A printed figure or text in a table."""

    text: str
    """As printed."""
    value: Figure | None
    """As printed in its own unit; null where the cell is no number."""
    unit: Unit | None
    decimals: int | None
    span: Span
    confidence: float
    """0 to 1."""
    corrected: Corrected = None


class Indicator(Strict):
    """A row of an indicator table."""

    name: str
    group: str | None
    outcome: Cell | None
    target: Cell | None
    comment: str | None
    section: str | None
    span: Span
    corrected: CorrectedFields = None


class Column(Strict):
    """A column of a table, the label column not counted."""

    id: str
    header: str
    """As printed, white space folded; upper and lower header joined by a blank."""
    measure: Measure
    period: Period | None
    unit: Unit | None


class Row(Strict):
    """A row of a table."""

    label: str
    """Repaired: words broken over lines joined, white space folded, footnote marks left out."""
    label_raw: str
    """As printed."""
    level: int
    parent: int | None
    """Index in `rows` of the row that this one is a part of."""
    kind: RowKind
    account: str | None
    """Key of the vocabulary."""
    code: str | None
    """Printed account or cost-centre number."""
    cells: list[Cell | None]
    """One a column; null = empty on paper."""
    span: Span | None = None
    """Of the label; null where none is printed."""
    corrected: Corrected = None
    """Of a row that was added."""


class Table(Strict):
    """A printed table."""

    id: str
    title: str | None
    section: str | None
    unit: MoneyUnit | None
    kind: TableKind
    columns: list[Column]
    rows: list[Row]
    engine: str
    confidence: float
    span: Span

    def to_dataframe(self) -> Any:
        """The table as a pandas `DataFrame`: one row a row, labels as index, values as numbers.

        Raises:
            LnextractError: pandas is not installed.
        """
        from lnextract.model.frames import table_to_dataframe

        return table_to_dataframe(self)


class Claim(Strict):
    """A figure stated in running text."""

    text: str
    """As printed."""
    value: Figure
    unit: Unit | None
    measure: Measure | None
    section: str | None
    span: Span
    corrected: Corrected = None


class Doubt(Strict):
    """A doubt about the reading."""

    code: str
    message: str
    table: str | None
    span: Span | None


class Report(Strict):
    """One document."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    identity: Identity
    sections: list[Section]
    assignments: list[Assignment]
    activities: list[Activity]
    indicators: list[Indicator]
    tables: list[Table]
    claims: list[Claim]
    findings: list[Finding]
    warnings: list[Doubt]
