"""A corrected report as it was extracted, so that corrections changed since can be applied anew."""

from __future__ import annotations

from decimal import Decimal

from lnextract.corrections.entries import is_added
from lnextract.corrections.figures import figures_of
from lnextract.corrections.words import entries_of, identity_with
from lnextract.model.report import Cell, Claim, Report, Table
from lnextract.swedish.numbers import parse_number


def undo(report: Report) -> None:
    """Take every correction back, in place."""
    for table in report.tables:
        _without_added(table)
    report.assignments = [each for each in report.assignments if not is_added(each)]
    report.activities = [each for each in report.activities if not is_added(each)]
    report.indicators = [each for each in report.indicators if not is_added(each)]
    # Entries before figures: an indicator's cell that was empty is gone then.
    for entry in entries_of(report):
        for key, mark in (entry.corrected or {}).items():
            setattr(entry, key, mark.from_)
        entry.corrected = None
    for figure in figures_of(report):
        _undo_figure(figure)
    for key, mark in (report.identity.corrected or {}).items():
        marks = report.identity.corrected
        report.identity = identity_with(report.identity, key, mark.from_)
        report.identity.corrected = marks
    report.identity.corrected = None


def _without_added(table: Table) -> None:
    for at in reversed([index for index, row in enumerate(table.rows) if row.corrected]):
        del table.rows[at]
        for row in table.rows:
            if row.parent is not None and row.parent > at:
                row.parent -= 1
    for row in table.rows:
        row.cells = [cell if cell is None or not _was_empty(cell) else None for cell in row.cells]


def _was_empty(cell: Cell) -> bool:
    return cell.corrected is not None and cell.corrected.from_ is None


def _undo_figure(figure: Cell | Claim) -> None:
    mark, figure.corrected = figure.corrected, None
    if mark is None:
        return
    if isinstance(figure, Claim):
        figure.value = Decimal(mark.from_)
    elif isinstance(mark.from_, str):  # it was read as words
        figure.value = figure.decimals = None
    else:
        # The reader takes the decimals from the printed text too.
        printed = parse_number(figure.text)
        figure.value, figure.decimals = Decimal(mark.from_), printed.decimals if printed else 0
