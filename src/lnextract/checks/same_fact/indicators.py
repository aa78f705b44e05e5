"""Rows that state a body's own result as an indicator, and what their figures mean on which basis.

Steering tools print «Ackumulerad budgetavvikelse» and the like in tables of one row. Costs stand there as
negatives, or the frame as nothing and the surplus against it as the result; only the deviation reads the
same everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from lnextract.checks.figures import TableFigure
from lnextract.checks.same_fact.columns import ColumnKey, period_of, year_of
from lnextract.model.report import Identity, Report, Row

DEVIATION_KINDS: Mapping[str, tuple[str, str]] = {
    "deviation.period": ("deviation", "period"),
    "deviation.forecast": ("forecast deviation", "year"),
    "result.period": ("deviation", "period"),
}
"""Account → kind of figure that its row states, and of what time."""
RESULT = "result.period"
"""A surplus where the frame counts as nothing, else a cost."""


def is_board_row(row: Row) -> bool:
    """Whether the row is such an indicator."""
    return row.account in DEVIATION_KINDS


def board_figures(
    report: Report, row: Row, figures: Mapping[ColumnKey, TableFigure]
) -> dict[ColumnKey, TableFigure]:
    """The row's figures under the keys of what they state of the whole body; unclear ones are left out."""
    budget = next((figure for key, figure in figures.items() if key.kind == "budget"), None)
    after_grant = budget is not None and budget.value == 0
    own = _deviation_key(row, report.identity)
    found: dict[ColumnKey, TableFigure] = {}
    for key, figure in figures.items():
        if key.kind == "indicator" and (row.account != RESULT or _frames_are_nothing(report)):
            found[own] = figure
        elif key.kind in ("outcome", "forecast") and after_grant:
            # The surplus against a frame of nothing is the deviation; where that has a column of its own
            # the rule on differences holds the two together.
            found.setdefault(own, figure)
        elif key.kind not in ("indicator", "target") and not (key.kind == "budget" and after_grant):
            found[key] = figure
    return found


def _deviation_key(row: Row, identity: Identity) -> ColumnKey:
    kind, time = DEVIATION_KINDS[row.account or ""]
    return ColumnKey(kind, period_of(identity) if time == "period" else year_of(identity))


def _frames_are_nothing(report: Report) -> bool:
    """Whether the report prints a body's budget as 0 beside its deviation."""
    return any(
        cell is not None and cell.value == 0
        for table in report.tables
        for row in table.rows
        if row.account in DEVIATION_KINDS and row.account != RESULT
        for column, cell in zip(table.columns, row.cells, strict=True)
        if column.measure in ("budget_year", "budget_period")
    )
