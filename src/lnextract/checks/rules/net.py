"""Net rows: costs − income, or income − costs, is the printed net, down a column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lnextract.arithmetic.across import ColumnSum, find_column_sums
from lnextract.arithmetic.equations import difference_equation
from lnextract.arithmetic.relations import difference_meets
from lnextract.checks.check import Check
from lnextract.checks.columns import figure_grid
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import NEVER_SUMMED, PERCENT, figure_at, one_unit
from lnextract.checks.wording import MINUS, amount, name
from lnextract.model.report import Report, Table

NAME = "net"

NET_WORDS = re.compile(
    r"\bnetto|\b\w*resultat\b|\böver-?\s*/?\s*underskott|\bdifferens\b|\bsaldo\b|\bavvikelse\b|\bbalans\b",
    re.IGNORECASE,
)
"""Labels of rows that mostly are the difference of two others."""
MOST_ROWS = 16
"""Rows that are tried against each other: more are a list, no statement of income and costs."""


def check(report: Report) -> Iterator[Check]:
    """Test each net row in each column in which it and the two rows that it nets are printed."""
    for table in report.tables:
        named = [at for at, row in enumerate(table.rows) if NET_WORDS.search(row.label)]
        if named:
            for found in _nets(report, table, named):
                yield from _columns(report, table, found)


def _nets(report: Report, table: Table, named: list[int]) -> list[ColumnSum]:
    """Relations between rows, found as those between columns are, with the table turned on its side."""
    rows = [at for at, row in enumerate(table.rows) if row.kind != "heading" and _stands_alone(table, at)]
    if not 2 < len(rows) <= MOST_ROWS:
        return []
    columns = _summable(table)
    grid = figure_grid(report, table)
    turned = [tuple(grid[row][column] for row in range(len(table.rows))) for column in columns]
    found = find_column_sums(turned, rows, named)
    return [each for each in found if each.target in named and {sign for _, sign in each.operands} == {1, -1}]


def _stands_alone(table: Table, at: int) -> bool:
    """Not merely a part of a sum of this table."""
    return table.rows[at].parent is None or table.rows[at].kind in ("subtotal", "total")


def _summable(table: Table) -> list[int]:
    return [
        at
        for at, column in enumerate(table.columns)
        if column.measure not in NEVER_SUMMED and column.unit != PERCENT
    ]


def _columns(report: Report, table: Table, found: ColumnSum) -> Iterator[Check]:
    first, second = (row for row, _ in sorted(found.operands, key=lambda each: -each[1]))
    for column in _summable(table):
        net, plus, minus = (figure_at(report, table, row, column) for row in (found.target, first, second))
        if net is None or plus is None or minus is None:
            continue
        alike = one_unit([net, plus, minus])
        judged = difference_meets(plus.printed, minus.printed, net.printed) if alike else NOT_CHECKABLE
        subtrahend = f"({amount(minus)})" if minus.value < 0 else amount(minus)
        formula = f"{name(plus)} {amount(plus)} {MINUS} {name(minus)} {subtrahend}"
        equation = difference_equation(plus.place, minus.place, net.place)
        yield draft(NAME, net, [plus, minus], judged, formula, equation)
