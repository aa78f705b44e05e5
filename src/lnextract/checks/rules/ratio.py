"""Percentages: the printed share is the outcome of the budget, or what the rows prove it to be of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from lnextract.arithmetic.equations import Ratio
from lnextract.arithmetic.interval import Interval
from lnextract.arithmetic.relations import Judgement, ratio_meets
from lnextract.arithmetic.shares import shifted
from lnextract.checks.check import Check
from lnextract.checks.columns import share_of
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import PERCENT, TableFigure, columns_of, figure_at, one_unit
from lnextract.checks.reported import Reported
from lnextract.checks.wording import MINUS, amount
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
    offset: Decimal = Decimal(0)
    """100 of a change, which is told by what it differs from the whole."""

    def judge(self) -> Judgement:
        if not one_unit([self.part, self.whole]):
            return NOT_CHECKABLE
        share = shifted(self.percent.printed, self.offset)
        judged = ratio_meets(self.part.printed, self.whole.printed, share)
        if judged.interval is None or judged.value is None:
            return judged
        offset = Interval(self.offset, self.offset)
        return Judgement(judged.verdict, judged.interval - offset, judged.value - self.offset)

    @property
    def proves(self) -> bool:
        """A share of nothing is nothing whatever it is taken of."""
        return self.part.value != 0 and self.judge().stands


def check(reported: Reported) -> Iterator[Check]:
    """Test each printed percentage whose part and whole are printed in the same row."""
    report = reported.report
    for table in report.tables:
        for column, head in enumerate(table.columns):
            lines = _of_budget(report, table, column) if head.measure == PERCENTAGE else []
            meant = _meant(lines)
            if not meant and head.unit == PERCENT:
                found = share_of(report, table, column)
                if found is not None:
                    lines, meant = (
                        _lines(report, table, (found.part, found.whole, column), found.offset),
                        True,
                    )
            for line in lines:
                yield _finding(line, line.judge() if meant else NOT_CHECKABLE)


def _of_budget(report: Report, table: Table, percent: int) -> list[Line]:
    parts = [column for measure in PARTS for column in columns_of(table, measure)]
    wholes = [column for measure in WHOLES for column in columns_of(table, measure)]
    readings = [_lines(report, table, (part, whole, percent)) for part, whole in product(parts, wholes)]
    return max(readings, key=_proven, default=[])


def _meant(lines: Sequence[Line]) -> bool:
    """What the percentage is of stands nowhere: a basis that most rows deny is not the one meant."""
    broken = sum(line.judge().verdict == "broken" for line in lines)
    return bool(lines) and broken <= _proven(lines)


def _lines(
    report: Report, table: Table, columns: tuple[int, int, int], offset: Decimal = Decimal(0)
) -> list[Line]:
    lines = []
    for row in range(len(table.rows)):
        part, whole, percent = (figure_at(report, table, row, column) for column in columns)
        if part is not None and whole is not None and percent is not None:
            lines.append(Line(part, whole, percent, offset))
    return lines


def _proven(lines: Sequence[Line]) -> int:
    return sum(line.proves for line in lines)


def _finding(line: Line, judged: Judgement) -> Check:
    formula = f"100 · {amount(line.part)} / {amount(line.whole)}"
    if line.offset:
        formula += f" {MINUS} {line.offset}"
    equation = Ratio(line.part.place, line.whole.place, line.percent.place, line.offset)
    return draft(NAME, line.percent, [line.part, line.whole], judged, formula, equation)
