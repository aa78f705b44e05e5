"""Row sums: a column that is the sum of others in the rows of a table, such as quarters and their year."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.arithmetic.across import ColumnSum
from lnextract.arithmetic.equations import sum_equation
from lnextract.arithmetic.relations import sum_meets
from lnextract.checks.check import Check
from lnextract.checks.columns import column_sums
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import figure_at, one_unit
from lnextract.checks.reported import Reported
from lnextract.checks.wording import signed_columns
from lnextract.model.report import Report, Table

NAME = "cross_sum"


def check(reported: Reported) -> Iterator[Check]:
    """Test every row in which the sum and all its addends are printed."""
    report = reported.report
    for table in report.tables:
        for found in column_sums(report, table):
            if all(sign > 0 for _, sign in found.operands):
                yield from _rows(report, table, found)


def _rows(report: Report, table: Table, found: ColumnSum) -> Iterator[Check]:
    for row in range(len(table.rows)):
        total = figure_at(report, table, row, found.target)
        printed = [figure_at(report, table, row, column) for column, _ in found.operands]
        addends = [figure for figure in printed if figure is not None]
        if total is None or len(addends) < len(printed):
            continue
        alike = one_unit([total, *addends])
        judged = sum_meets(total.printed, [each.printed for each in addends]) if alike else NOT_CHECKABLE
        equation = sum_equation(total.place, [each.place for each in addends])
        yield draft(NAME, total, addends, judged, signed_columns(addends), equation)
