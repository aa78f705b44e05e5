"""Whether a table puts a deviation on the good or the bad side of the budget, by its budgets and outcomes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lnextract.arithmetic.relations import difference_meets
from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.columns import ColumnKey
from lnextract.checks.same_fact.views import RowView

INCOME_ACCOUNTS = ("income", "fees_income", "grants_income", "financial_income", "result")
"""More than budgeted is good there."""
CAME = {"deviation": "outcome", "forecast deviation": "forecast"}
"""What a deviation compares the budget with."""


def good_sign(row: RowView, figure: TableFigure, rows: Iterable[RowView]) -> int | None:
    """The sign that a surplus bears there; None where budgets and outcomes don't tell.

    Args:
        rows: all rows of the tables; those of the same table tell where the row itself does not.
    """
    if row.accounts & set(INCOME_ACCOUNTS):
        return None
    own: set[int] = set()
    votes: set[int] = set()
    for other in rows:
        if other.table is row.table and (other is row or not other.accounts & set(INCOME_ACCOUNTS)):
            for key, sign in _signs(other):
                (own if other.figures[key].place == figure.place else votes).add(sign)
    # A figure that alone reads the other way round may owe that to a slip.
    told = own | votes if len(votes) < 2 else own
    return told.pop() if len(told) == 1 else None


def _signs(row: RowView) -> Iterator[tuple[ColumnKey, int]]:
    """Each deviation of the row that its plan and outcome explain in one direction only, and which."""
    for key, deviation in row.figures.items():
        if key.kind not in CAME:
            continue
        plan, came = _beside(row, "budget", key), _beside(row, CAME[key.kind], key)
        if plan is None or came is None or plan.value * came.value <= 0:
            continue
        forward = difference_meets(plan.printed, came.printed, deviation.printed).stands
        reverse = difference_meets(came.printed, plan.printed, deviation.printed).stands
        if forward != reverse:
            yield key, 1 if forward == (plan.value > 0) else -1


def _beside(row: RowView, kind: str, key: ColumnKey) -> TableFigure | None:
    return next(
        (each for other, each in row.figures.items() if (other.kind, other.span) == (kind, key.span)), None
    )
