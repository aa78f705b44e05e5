"""The unit of a table and of its cells, from the nearest place that states one."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.report import MoneyUnit, Unit
from lnextract.swedish.units import find_money_unit

_COUNTED = frozenset({"count"})
_NO_MONEY = frozenset({"target", "outcome", "comment", "unmapped", "change"})
"""Measures whose cells bear the unit printed at them only: an indicator's 4 is no 4 tkr."""


def table_unit(
    headers: Sequence[str],
    title: str | None = None,
    unit_line: str | None = None,
    earlier: MoneyUnit | None = None,
) -> MoneyUnit | None:
    """The money unit of a table: unit line, caption, headers if they agree, else an earlier statement."""
    for text in (unit_line, title):
        found = find_money_unit(text) if text else None
        if found:
            return found
    stated = {unit for header in headers if (unit := find_money_unit(header))}
    return stated.pop() if len(stated) == 1 else earlier


def cell_unit(
    printed: Unit | None,
    column: Unit | None,
    table: MoneyUnit | None,
    measure: str,
    *,
    money_table: bool = True,
) -> Unit | None:
    """The unit of a cell: its own, its column's, else the table's where the column holds money.

    Args:
        printed: unit printed in the cell.
        column: unit that the column's header states.
        table: unit of the table, a statement earlier in the document included.
        measure: the column's measure.
        money_table: whether the table's figures are amounts; False for indicator tables.
    """
    if printed is not None or column is not None:
        return printed or column
    if measure == "outcome_pct":
        return "%"
    if measure in _COUNTED:
        return "st"
    if measure in _NO_MONEY and not (money_table and measure in ("unmapped", "change")):
        return None
    return table if money_table else None
