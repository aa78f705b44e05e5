"""A printed figure of a table together with its place, as the rules test it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lnextract.arithmetic.equations import Key
from lnextract.arithmetic.relations import Printed
from lnextract.model.finding import FigureRef, Message
from lnextract.model.report import Cell, Column, Report, Row, Table

UNPROVEN_READING = "unproven_reading"
DOUBTFUL_BELOW = 0.8
"""Confidence (0 to 1) under which a cell may have been misread."""
COUNTED_MEASURE = "count"
COUNTED_UNIT = "st"
"""Counts are exact: nobody rounds heads."""
PERCENT = "%"
NEVER_SUMMED = ("outcome_pct", "comment", "target")
"""Measures of columns that are not added up."""


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A number in a table."""

    report: Report
    table: Table
    row_index: int
    column_index: int
    cell: Cell
    value: Decimal
    unit: str | None
    """Of the cell, else its column; the table's money unit only where figures are money."""
    printed: Printed

    @property
    def row(self) -> Row:
        return self.table.rows[self.row_index]

    @property
    def column(self) -> Column:
        return self.table.columns[self.column_index]

    @property
    def decimals(self) -> int:
        return self.cell.decimals or 0

    @property
    def place(self) -> Key:
        return (
            self.report.source.file,
            self.report.source.page_range,
            self.table.id,
            self.row_index,
            self.column_index,
        )

    @property
    def where(self) -> Message:
        row = self.row.label or f"#{self.row_index + 1}"
        return Message(
            sv=f"På raden ”{row}”, kolumnen ”{self.column.header}”,",
            en=f"The row “{row}”, column “{self.column.header}”,",
        )

    @property
    def ref(self) -> FigureRef:
        return FigureRef(
            report=self.report.source.file,
            table=self.table.id,
            row=self.row_index,
            column=self.column.id,
            text=self.cell.text,
            value=self.value,
            span=self.cell.span,
        )

    @property
    def doubtful(self) -> bool:
        """Whether it may have been misread: unsure itself, or in a table whose reading is doubted."""
        return is_doubted(self.report, self.table) or (
            self.cell.corrected is None and self.cell.confidence < DOUBTFUL_BELOW
        )


def is_doubted(report: Report, table: Table) -> bool:
    """Whether the reading of the whole table is."""
    return any(warning.table == table.id and warning.code == UNPROVEN_READING for warning in report.warnings)


def figure_at(report: Report, table: Table, row: int, column: int) -> TableFigure | None:
    """The figure printed there; None where the cell is empty or holds words."""
    cell = table.rows[row].cells[column]
    if cell is None or cell.value is None:
        return None
    head = table.columns[column]
    counted = head.measure == COUNTED_MEASURE
    unit = cell.unit or head.unit or (None if counted else table.unit)
    printed = Printed(cell.value, cell.decimals or 0, counted or unit == COUNTED_UNIT)
    return TableFigure(report, table, row, column, cell, cell.value, unit, printed)


def one_unit(figures: Iterable[TableFigure]) -> bool:
    """Whether no two figures bear different units; one without unit fits any."""
    return len({figure.unit for figure in figures if figure.unit is not None}) < 2


def columns_of(table: Table, measure: str) -> list[int]:
    """Indices of the columns that bear a measure."""
    return [index for index, column in enumerate(table.columns) if column.measure == measure]
