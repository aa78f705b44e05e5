"""Net rows: costs − income, or income − costs, is the printed net, down a column."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lnextract.arithmetic.across import ColumnSum, find_column_sums
from lnextract.arithmetic.equations import bits_of, difference_equation
from lnextract.arithmetic.relations import difference_meets
from lnextract.checks.check import Check
from lnextract.checks.columns import figure_grid
from lnextract.checks.drafting import NOT_CHECKABLE, draft
from lnextract.checks.figures import NEVER_SUMMED, PERCENT, figure_at, one_unit
from lnextract.checks.reported import Reported
from lnextract.checks.wording import MINUS, amount, name
from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary
from lnextract.model.report import Report, Table

NAME = "net"

SIDES = ("income", "cost")
NEAR = Decimal("0.4")
"""Share of a net by which it may miss where words alone vouch for it; more is another reading."""
SHOWN_BITS = 6.0
"""Least of the columns that hold for the others to be tested however far they are off."""
MOST_ROWS = 16
"""Rows that are tried against each other: more are a list, no statement of income and costs."""


def check(reported: Reported) -> Iterator[Check]:
    """Test each net row in each column in which it and the two rows that it nets are printed."""
    words = load_vocabulary()
    report = reported.report
    for table in report.tables:
        named = [at for at, row in enumerate(table.rows) if words.is_net(row.label)]
        if not named:
            continue
        proven = _nets(report, table, named)
        for found in proven:
            yield from _columns(report, table, found.target, _order(found))
        for net in named:
            if all(found.target != net for found in proven):
                yield from _said(report, table, net, words)


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


def _order(found: ColumnSum) -> tuple[int, int]:
    first, second = (row for row, _ in sorted(found.operands, key=lambda each: -each[1]))
    return first, second


def _said(report: Report, table: Table, net: int, words: Vocabulary) -> Iterator[Check]:
    """A net right below one row of income and one of costs, both printed without sign: words say it all."""
    above = [at for at in range(net) if _stands_alone(table, at) and table.rows[at].kind != "heading"]
    income, costs = ([at for at in above if words.side_of(table.rows[at].label) == side] for side in SIDES)
    nets = [at for at in above if words.is_net(table.rows[at].label)]
    if len(income) != 1 or len(costs) != 1 or nets:
        return
    surplus, cost = (income[0], costs[0]), (costs[0], income[0])
    wordings = [cost, surplus] if words.side_of(table.rows[net].label) == "cost" else [surplus, cost]
    tried = [list(_columns(report, table, net, order)) for order in wordings]
    best = max(tried, key=lambda checks: sum(check.finding.verdict != "broken" for check in checks))
    if best and (all(_near(check) for check in best) or _shown(best)):
        yield from best


def _shown(checks: list[Check]) -> bool:
    """Whether another column bears the words out, so that no other reading can be meant."""
    found = [check.finding for check in checks]
    equations = [check.equation for check in checks if check.finding.verdict.startswith("holds")]
    printed = {figure.place: figure.printed for check in checks for figure in check.figures}
    proof = sum(bits_of(each, printed) for each in equations if each is not None)
    return proof >= SHOWN_BITS and 2 * sum(each.verdict == "broken" for each in found) <= len(found)


def _near(check: Check) -> bool:
    """Whether a figure is such as could have been meant: the same sign, and not far off."""
    off, computed = check.finding.difference, check.finding.computed
    if off is None or computed is None:
        return False
    size = max(abs(computed.value), abs(check.figures[0].printed.value))
    return abs(off) <= NEAR * size and min(figure.printed.value for figure in check.figures[1:]) >= 0


def _stands_alone(table: Table, at: int) -> bool:
    """Not merely a part of a sum of this table."""
    return table.rows[at].parent is None or table.rows[at].kind in ("subtotal", "total")


def _summable(table: Table) -> list[int]:
    return [
        at
        for at, column in enumerate(table.columns)
        if column.measure not in NEVER_SUMMED and column.unit != PERCENT
    ]


def _columns(report: Report, table: Table, target: int, order: tuple[int, int]) -> Iterator[Check]:
    for column in _summable(table):
        net, plus, minus = (figure_at(report, table, row, column) for row in (target, *order))
        if net is None or plus is None or minus is None:
            continue
        alike = one_unit([net, plus, minus])
        judged = difference_meets(plus.printed, minus.printed, net.printed) if alike else NOT_CHECKABLE
        subtrahend = f"({amount(minus)})" if minus.value < 0 else amount(minus)
        formula = f"{name(plus)} {amount(plus)} {MINUS} {name(minus)} {subtrahend}"
        equation = difference_equation(plus.place, minus.place, net.place)
        yield draft(NAME, net, [plus, minus], judged, formula, equation)
