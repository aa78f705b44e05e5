"""Differences: budget − forecast, or budget − outcome, is the printed deviation; costs − income the net."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from lnextract.arithmetic.equations import difference_equation
from lnextract.arithmetic.relations import Judgement, difference_meets
from lnextract.checks.check import Check
from lnextract.checks.columns import column_sums
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import TableFigure, columns_of, figure_at, one_unit
from lnextract.checks.reported import Reported
from lnextract.checks.same_fact.indicators import is_board_row
from lnextract.checks.wording import MINUS, amount
from lnextract.model.report import Report, Table

NAME = "difference"

TIES = (
    ("budget_year", "forecast_year", "deviation_forecast"),
    ("budget_period", "outcome_period", "deviation_period"),
    ("budget_year", "outcome_year", "deviation_year"),
    ("budget_prev_year", "outcome_prev_year", "deviation_prev_year"),
)
"""Plan, what came of it, and the deviation between them."""
MOSTLY_EXACT = "deviation_forecast"
"""Budget and forecast are set in whole units, so their difference mostly is exact."""
INCOME = "income"
"""Account whose deviation is favourable where the outcome is above the budget."""
LEAST_OPPOSITE = 2
"""Rows that must read the other way round before it is a habit of the table and not a wrong sign."""


@dataclass(frozen=True, slots=True)
class Line:
    """The three figures of one row."""

    plan: TableFigure
    came: TableFigure
    deviation: TableFigure

    def judge(self, *, reverse: bool) -> Judgement:
        """Test plan − came = deviation, or came − plan where `reverse`."""
        if not one_unit([self.plan, self.came, self.deviation]):
            return NOT_CHECKABLE
        first, second = (self.came, self.plan) if reverse else (self.plan, self.came)
        return difference_meets(first.printed, second.printed, self.deviation.printed)

    def only_reverse(self) -> bool:
        return self.judge(reverse=True).stands and not self.judge(reverse=False).stands

    def only_forward(self) -> bool:
        return self.judge(reverse=False).stands and not self.judge(reverse=True).stands

    @property
    def columns(self) -> frozenset[int]:
        return frozenset(each.column_index for each in (self.plan, self.came, self.deviation))

    @property
    def signed(self) -> bool:
        """Costs printed as negatives, or a surplus against a frame of nothing."""
        return (self.plan.value < 0 and self.came.value < 0) or self.plan.value == 0


def check(reported: Reported) -> Iterator[Check]:
    """Test each row in which the two figures and their difference are all printed."""
    report = reported.report
    for table in report.tables:
        known: set[frozenset[int]] = set()
        for plan, came, deviation in TIES:
            for column in columns_of(table, deviation):
                lines = _deviations(report, table, (plan, came), column)
                known |= {line.columns for line in lines}
                yield from _tested(lines)
        for found in column_sums(report, table):
            # What a deviation is from is known: another forecast that is near it explains it by chance.
            again = any(len(found.columns & each) > 1 for each in known)
            if not again and {sign for _, sign in found.operands} == {1, -1}:
                columns = [column for column, _ in sorted(found.operands, key=lambda each: -each[1])]
                for line in _lines(report, table, (columns[0], columns[1], found.target)):
                    yield _finding(line, line.judge(reverse=False), reverse=False)


def _deviations(report: Report, table: Table, measures: tuple[str, str], deviation: int) -> list[Line]:
    pairs = product(columns_of(table, measures[0]), columns_of(table, measures[1]))
    readings = [(pair, _lines(report, table, (*pair, deviation))) for pair in pairs]
    # Two columns may bear one measure: the pair that holds most often is meant, else the nearest.
    _, lines = max(
        readings,
        key=lambda each: (_standing(each[1]), -sum(abs(deviation - column) for column in each[0])),
        default=((), []),
    )
    return lines


def _tested(lines: Sequence[Line]) -> Iterator[Check]:
    reverse = _mostly_reverse(lines)
    meant = len(lines) == 1 or _standing(lines) > 0
    for line in lines:
        turned = _turned(line, lines, reverse)
        yield _finding(line, line.judge(reverse=turned) if meant else NOT_CHECKABLE, reverse=turned)


def _lines(report: Report, table: Table, columns: tuple[int, int, int]) -> list[Line]:
    lines = []
    for row in range(len(table.rows)):
        plan, came, deviation = (figure_at(report, table, row, column) for column in columns)
        if plan is not None and came is not None and deviation is not None:
            lines.append(Line(plan, came, deviation))
    return lines


def _standing(lines: Sequence[Line]) -> int:
    """Rows that hold one way or the other."""
    return sum(line.judge(reverse=False).stands or line.judge(reverse=True).stands for line in lines)


def _mostly_reverse(lines: Sequence[Line]) -> bool:
    """Whether outcome − budget is the table's habit; where rows don't tell, by the signs."""
    forward = sum(line.only_forward() for line in lines)
    reverse = sum(line.only_reverse() for line in lines)
    if forward != reverse:
        return reverse > forward
    signed = sum(line.signed for line in lines)
    return signed > len(lines) - signed


def _turned(line: Line, lines: Sequence[Line], reverse: bool) -> bool:
    """The direction of one row: the table's, unless the row is of a kind that reads the other way.

    An indicator of the body counts a surplus against nothing, or costs as negatives: outcome − budget.
    """
    opposite = Line.only_forward if reverse else Line.only_reverse
    if is_board_row(line.plan.row) and line.signed:
        return True
    if not opposite(line):
        return reverse
    alike = [each for each in lines if _is_income(each) == _is_income(line) and each.signed == line.signed]
    other_kind = _is_income(line) or line.signed != _mostly_signed(lines)
    as_others = any(Line.only_reverse(each) if reverse else Line.only_forward(each) for each in alike)
    habit = sum(opposite(each) for each in lines) >= LEAST_OPPOSITE
    return not reverse if (other_kind and not as_others) or habit else reverse


def _is_income(line: Line) -> bool:
    return (line.plan.row.account or "").split(".")[0] == INCOME


def _mostly_signed(lines: Sequence[Line]) -> bool:
    return sum(line.signed for line in lines) * 2 > len(lines)


def _finding(line: Line, judged: Judgement, *, reverse: bool) -> Check:
    first, second = (line.came, line.plan) if reverse else (line.plan, line.came)
    subtrahend = f"({amount(second)})" if second.value < 0 else amount(second)
    # Headers often end in a year, which must not run into the figure.
    formula = f"{amount(first)} ({first.column.header}) {MINUS} {subtrahend} ({second.column.header})"
    exact = line.deviation.column.measure == MOSTLY_EXACT
    equation = difference_equation(first.place, second.place, line.deviation.place)
    return draft(NAME, line.deviation, [line.plan, line.came], judged, formula, equation, mostly_exact=exact)
