"""Percentages: the printed share is the outcome of the budget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lnextract.arithmetic.equations import Ratio
from lnextract.arithmetic.relations import Judgement, ratio_meets
from lnextract.checks.check import Check
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import TableFigure, columns_of, figure_at, one_unit
from lnextract.checks.wording import amount
from lnextract.model.report import Report, Table

NAME = "ratio"

PERCENTAGE = "outcome_pct"
PARTS = ("outcome_period", "outcome_year")
WHOLES = ("budget_year", "budget_period")
"""In the order in which they are preferred where the rows don't tell."""


@dataclass(frozen=True, slots=True)
class Line:
    """The three figures of one row."""

    part: TableFigure
    whole: TableFigure
    percent: TableFigure

    def judge(self) -> Judgement:
        if not one_unit([self.part, self.whole]):
            return NOT_CHECKABLE
        return ratio_meets(self.part.printed, self.whole.printed, self.percent.printed)

    @property
    def proves(self) -> bool:
        """A share of nothing is nothing whatever it is taken of."""
        return self.part.value != 0 and self.judge().stands


def check(report: Report) -> Iterator[Check]:
    """Test each printed percentage whose outcome and budget are printed in the same row."""
    for table in report.tables:
        for column in columns_of(table, PERCENTAGE):
            yield from _column(report, table, column)


def _column(report: Report, table: Table, percent: int) -> Iterator[Check]:
    parts = [column for measure in PARTS for column in columns_of(table, measure)]
    wholes = [column for measure in WHOLES for column in columns_of(table, measure)]
    readings = [_lines(report, table, (part, whole, percent)) for part, whole in product(parts, wholes)]
    lines = max(readings, key=_proven, default=[])
    # What the percentage is of stands nowhere: a basis that most rows deny is not the one meant.
    broken = sum(line.judge().verdict == "broken" for line in lines)
    meant = broken <= _proven(lines)
    for line in lines:
        yield _finding(line, line.judge() if meant else NOT_CHECKABLE)


def _lines(report: Report, table: Table, columns: tuple[int, int, int]) -> list[Line]:
    lines = []
    for row in range(len(table.rows)):
        part, whole, percent = (figure_at(report, table, row, column) for column in columns)
        if part is not None and whole is not None and percent is not None:
            lines.append(Line(part, whole, percent))
    return lines


def _proven(lines: Sequence[Line]) -> int:
    return sum(line.proves for line in lines)


def _finding(line: Line, judged: Judgement) -> Check:
    formula = f"100 · {amount(line.part)} / {amount(line.whole)}"
    equation = Ratio(line.part.place, line.whole.place, line.percent.place)
    return draft(NAME, line.percent, [line.part, line.whole], judged, formula, equation)
