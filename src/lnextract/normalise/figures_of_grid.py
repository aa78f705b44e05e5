"""Cells of a grid as figures: value, unit and decimals as printed."""

from __future__ import annotations

from lnextract.model.grid import GridCell
from lnextract.model.report import Cell, MoneyUnit
from lnextract.model.spans import TextSpan
from lnextract.normalise.columns import ColumnMeaning
from lnextract.normalise.units import cell_unit
from lnextract.swedish.numbers import parse_number

TEXT_MEASURES = ("comment",)


def figure_cell(
    cell: GridCell, meaning: ColumnMeaning, table_unit: MoneyUnit | None, *, money_table: bool
) -> Cell:
    """A printed cell; value and decimals are null where it is no number."""
    number = None if meaning.measure in TEXT_MEASURES else parse_number(cell.text)
    if number is None:
        text = " ".join(cell.text.split())
        return Cell(
            text=text, value=None, unit=None, decimals=None, span=cell.span, confidence=cell.confidence
        )
    unit = cell_unit(number.unit, meaning.unit, table_unit, meaning.measure, money_table=money_table)
    span = cell.span
    if isinstance(span, TextSpan) and number.start:
        span = TextSpan(line=span.line, start=span.start + number.start, end=span.start + number.end)
    return Cell(
        text=number.text,
        value=number.value,
        unit=unit,
        decimals=number.decimals,
        span=span,
        confidence=cell.confidence,
    )
