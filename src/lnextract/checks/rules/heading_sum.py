"""A group whose heading states its sum, as «Insatser för barn 100 tkr»: the lines below it add up to that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from lnextract.arithmetic.equations import Key, sum_equation
from lnextract.arithmetic.relations import Printed, sum_meets
from lnextract.checks.check import Check
from lnextract.checks.drafting import draft
from lnextract.checks.figures import TableFigure, columns_of, figure_at, is_doubted
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.amounts import KRONOR
from lnextract.checks.wording import signed_sum
from lnextract.model.finding import FigureRef, Message
from lnextract.model.report import Report, Row, Table
from lnextract.model.spans import Span, span_of_ending
from lnextract.swedish.numbers import PrintedNumber, find_numbers

NAME = "heading_sum"

PLANNED = ("budget_year", "budget_period", "project_budget")
"""Measures of the column that a heading speaks of, the first that the table has."""
AFTER_AMOUNT = " ):.*"


@dataclass(frozen=True, slots=True)
class HeadingFigure:
    """The amount at the end of a heading in a table."""

    report: Report
    table: Table
    row_index: int
    number: PrintedNumber

    @property
    def row(self) -> Row:
        return self.table.rows[self.row_index]

    @property
    def unit(self) -> str | None:
        return self.number.unit

    @property
    def printed(self) -> Printed:
        return Printed(self.number.value, self.number.decimals)

    @property
    def place(self) -> Key:
        source = self.report.source
        return source.file, source.page_range, self.table.id, self.row_index, "label"

    @property
    def doubtful(self) -> bool:
        return is_doubted(self.report, self.table)

    @property
    def where(self) -> Message:
        return Message(sv=f"I rubriken ”{self.row.label}”", en=f"The heading “{self.row.label}”")

    @property
    def _span(self) -> Span:
        if self.row.span is None:
            return self.table.span
        return span_of_ending(self.row.span, self.row.label_raw, self.number.text)

    @property
    def ref(self) -> FigureRef:
        return FigureRef(
            report=self.report.source.file,
            table=self.table.id,
            row=self.row_index,
            column=None,
            text=self.number.text,
            value=self.number.value,
            span=self._span,
        )


def check(reported: Reported) -> Iterator[Check]:
    """Test each heading that states an amount, where another one of its table, or this, is such a sum."""
    for table in reported.report.tables:
        found = [made for made in _tested(reported.report, table) if made is not None]
        for made in found:
            holding = [other for other in found if other.finding.verdict != "broken"]
            if made.finding.verdict != "broken" or holding:
                yield made


def _tested(report: Report, table: Table) -> Iterator[Check | None]:
    columns = [column for measure in PLANNED for column in columns_of(table, measure)]
    for at, row in enumerate(table.rows):
        number = _amount_of(row) if row.kind == "heading" and columns else None
        if number is not None:
            yield _test(HeadingFigure(report, table, at, number), columns[0])


def _amount_of(row: Row) -> PrintedNumber | None:
    """The amount of money that the label ends in, after words."""
    numbers = list(find_numbers(row.label))
    if not numbers or numbers[-1].unit not in KRONOR or not numbers[-1].start:
        return None
    return numbers[-1] if not row.label[numbers[-1].end :].strip(AFTER_AMOUNT) else None


def _test(stated: HeadingFigure, column: int) -> Check | None:
    """The lines up to the next heading or sum; a few at the end may stand outside the group: «Ofördelat»."""
    table = stated.table
    below = range(stated.row_index + 1, len(table.rows))
    lines = list(takewhile(lambda at: table.rows[at].kind == "item", below))
    parts = [figure for at in lines if (figure := figure_at(stated.report, table, at, column)) is not None]
    if not parts or any(part.unit not in (None, stated.unit) for part in parts):
        return None
    lengths = range(len(parts), len(parts) // 2, -1)
    closing = next((length for length in lengths if _stands(stated, parts[:length])), len(parts))
    added = parts[:closing]
    judged = sum_meets(stated.printed, [part.printed for part in added])
    equation = sum_equation(stated.place, [part.place for part in added])
    return draft(NAME, stated, added, judged, signed_sum(added), equation, mostly_exact=True)


def _stands(stated: HeadingFigure, parts: list[TableFigure]) -> bool:
    return sum_meets(stated.printed, [part.printed for part in parts]).verdict == "holds"
