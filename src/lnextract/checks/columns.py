"""Which columns of a report's table are made of others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from lnextract.arithmetic.across import ColumnSum, find_column_sums
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.shares import Share, find_share
from lnextract.checks.figures import COUNTED_MEASURE, PERCENT, figure_at
from lnextract.model.report import Column, Report, Table

MADE_MEASURES = frozenset(
    {"deviation_period", "deviation_forecast", "deviation_year", "deviation_prev_year", "change"}
)
MADE_WORDS = re.compile(
    r"\b(netto\w*|summa|totalt?|helår|återstår\w*|kvar\w*|diff\w*|avvik\w*|förändr\w*|saldo|resultat)\b",
    re.IGNORECASE,
)
"""Headers of columns that are mostly made of others."""
WORDS = frozenset({"comment", "target"})


def column_sums(report: Report, table: Table) -> list[ColumnSum]:
    """Relations between the table's columns that its own rows prove, within columns of one unit."""
    grid = figure_grid(report, table)
    named = tuple(at for at, column in enumerate(table.columns) if _is_made(column))
    found: list[ColumnSum] = []
    for family in _by_family(table.columns).values():
        if len(family) > 2:
            found.extend(_cached(grid, tuple(family), named))
    return found


def figure_grid(report: Report, table: Table) -> tuple[tuple[Printed | None, ...], ...]:
    """Rows × columns of the table's figures; None = empty or words."""
    return tuple(
        tuple(_printed(report, table, row, column) for column in range(len(table.columns)))
        for row in range(len(table.rows))
    )


def share_of(report: Report, table: Table, percent: int) -> Share | None:
    """What the rows prove a column of percentages to be made of."""
    money = next((each for family, each in _by_family(table.columns).items() if family == "money"), [])
    return find_share(figure_grid(report, table), percent, money)


@lru_cache(maxsize=8)
def _cached(
    grid: tuple[tuple[Printed | None, ...], ...], family: tuple[int, ...], named: tuple[int, ...]
) -> tuple[ColumnSum, ...]:
    """Several rules ask for one table in turn."""
    return tuple(find_column_sums(grid, family, named))


def _printed(report: Report, table: Table, row: int, column: int) -> Printed | None:
    figure = figure_at(report, table, row, column)
    return None if figure is None else figure.printed


def _is_made(column: Column) -> bool:
    return column.measure in MADE_MEASURES or bool(MADE_WORDS.search(column.header))


def _by_family(columns: Sequence[Column]) -> dict[str, list[int]]:
    """Columns that can be added to each other: money, counts, percentages."""
    families: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        if column.measure in WORDS:
            continue
        counted = column.measure == COUNTED_MEASURE
        family = COUNTED_MEASURE if counted else PERCENT if column.unit == PERCENT else "money"
        families.setdefault(family, []).append(at)
    return families
