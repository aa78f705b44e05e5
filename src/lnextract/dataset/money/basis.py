"""Signs: whether costs are printed positive, negative, or as what is left of the grant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from lnextract.dataset.money.lines import Line
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.report import Row, Table

Basis = Literal["cost", "net_signed", "result_after_grant", "unknown"]
PLANS: Final = ("budget_year", "budget_period")
ACTUALS: Final = ("outcome_period", "outcome_year", "forecast_year")
DEVIATIONS: Final = {
    "deviation_period": ("budget_period", "outcome_period"),
    "deviation_forecast": ("budget_year", "forecast_year"),
    "deviation_year": ("budget_year", "outcome_year"),
}
"""Deviation → the plan and the actual that it compares."""
NO_COST: Final = frozenset(
    {
        "result",
        "municipal_grant",
        "tax",
        "equalisation",
        "financial_income",
        "financial_cost",
        "financial_net",
        "cost_growth",
    }
)
"""Accounts that are no cost of a board."""


@dataclass(frozen=True, slots=True)
class Signs:
    """How to read the figures of a row: figure × `cost` is a cost, deviation × `deviation` a surplus."""

    basis: Basis
    cost: int
    deviation: int


def signs_of(table: Table, lines: Sequence[Line], words: Vocabulary) -> list[Signs]:
    """One a row."""
    basis = _table_basis(table, lines)
    turned = _turned(table, lines, basis)
    income_sign = _income_sign(table, lines)
    restated = {each.account for each in words.entries.restates}
    signs = []
    for row, line in zip(table.rows, lines, strict=True):
        if row.account in NO_COST:
            signs.append(Signs("unknown", 0, 0))
        elif row.account in restated:
            own = _restated_basis(table, row)
            surplus = 1 if own == "result_after_grant" else turned
            signs.append(Signs(own, -1 if own == "net_signed" else 1, surplus))
        elif basis == "net_signed":
            signs.append(Signs(basis, -1, turned))
        else:
            signs.append(Signs(basis, -income_sign if line.income else 1, turned))
    return signs


def basis_of_table(signs: Sequence[Signs]) -> Basis:
    """The basis that most rows have."""
    found = Counter(each.basis for each in signs if each.basis != "unknown")
    return found.most_common(1)[0][0] if found else "unknown"


def _values(table: Table, row: Row, measures: Sequence[str]) -> list[Decimal]:
    return [
        cell.value
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.measure in measures and cell is not None and cell.value is not None
    ]


def _table_basis(table: Table, lines: Sequence[Line]) -> Basis:
    """net_signed where the greater part of what is no income is printed negative."""
    figures = [
        value
        for row, line in zip(table.rows, lines, strict=True)
        if not line.income and row.account not in NO_COST
        for value in _values(table, row, (*PLANS, *ACTUALS))
    ]
    return "net_signed" if sum(figures) < 0 else "cost"


def _restated_basis(table: Table, row: Row) -> Basis:
    plans, actuals = _values(table, row, PLANS), _values(table, row, ACTUALS)
    if not any(plans):
        return "result_after_grant"
    return "net_signed" if all(value <= 0 for value in (*plans, *actuals)) else "cost"


def _income_sign(table: Table, lines: Sequence[Line]) -> int:
    """The sign that income is printed with in a table of positive costs."""
    figures = [
        value
        for row, line in zip(table.rows, lines, strict=True)
        if line.income
        for value in _values(table, row, (*PLANS, *ACTUALS))
    ]
    return -1 if sum(figures) < 0 else 1


def _turned(table: Table, lines: Sequence[Line], basis: Basis) -> int:
    """1 where a surplus is printed positive, which is usual; -1 where the rows say otherwise."""
    sign = -1 if basis == "net_signed" else 1
    usual = _holding(table, lines, lambda plan, actual: (plan - actual) * sign)
    other = _holding(table, lines, lambda plan, actual: (actual - plan) * sign)
    return -1 if other > usual else 1


def _holding(table: Table, lines: Sequence[Line], expected: Callable[[Decimal, Decimal], Decimal]) -> int:
    """How many deviations are as expected. Income is left out: its surplus has the other sign."""
    found = 0
    for row, line in zip(table.rows, lines, strict=True):
        for deviation, (plan, actual) in DEVIATIONS.items():
            values = [_values(table, row, (measure,)) for measure in (plan, actual, deviation)]
            if not line.income and all(len(each) == 1 for each in values) and values[2][0] != 0:
                found += expected(values[0][0], values[1][0]) == values[2][0]
    return found
