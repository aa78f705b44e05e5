"""Other values for figures, and cells and rows that were not read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from lnextract.corrections.entries import add_entry, fill_entry
from lnextract.corrections.places import at_place, one_place
from lnextract.corrections.refusal import NOTHING_THERE, Refused, quoted, same_words
from lnextract.model.corrections import CellCorrection, FigureCorrection, MissedCell, RowCorrection, Signed
from lnextract.model.marks import Mark
from lnextract.model.report import Cell, Claim, Report, Row, Table, Unit
from lnextract.model.spans import PageSpan, TextSpan


def figures_of(report: Report) -> Iterator[Cell | Claim]:
    """Every printed cell and claim; a figure of an indicator table stands among both its lists."""
    yield from (cell for _, row in rows_of(report) for cell in row.cells if cell is not None)
    for indicator in report.indicators:
        yield from (cell for cell in (indicator.outcome, indicator.target) if cell is not None)
    yield from report.claims


def rows_of(report: Report) -> Iterator[tuple[Table, Row]]:
    """Every row with its table."""
    yield from ((table, row) for table in report.tables for row in table.rows)


def mark(correction: Signed, extracted: object) -> Mark:
    """The mark that the correction leaves."""
    return Mark(from_=extracted, by=correction.by, at=correction.at)


def correct_figure(report: Report, correction: FigureCorrection) -> None:
    """Give every figure that stands at the place the new value, in place.

    Raises:
        Refused: it does not fit.
    """
    there = at_place(correction.place, list(figures_of(report)))
    for figure in one_place(_with_text(there, correction.expect)):
        if figure.value == correction.value:
            continue
        if figure.corrected:
            extracted = figure.corrected.from_
        else:  # null would say that nothing was read there
            extracted = figure.text if figure.value is None else figure.value
        if isinstance(figure, Cell):
            figure.value, figure.decimals = correction.value, _decimals(correction.value)
        elif correction.value is None:
            raise Refused("a figure in running text must have a value")
        else:
            figure.value = correction.value
        figure.corrected = mark(correction, extracted)


def add_cell(report: Report, correction: CellCorrection) -> None:
    """Fill an empty cell, in place.

    Raises:
        Refused: it does not fit.
    """
    table, row = _row_at(report, correction.place, correction.expect)
    column = _column(table, correction.column)
    there = row.cells[column]
    if there is not None:
        raise Refused(f"the cell is not empty, {quoted(there.text)} stands there")
    sign = mark(correction, None)
    row.cells[column] = _cell(table, column, correction.cell, sign)
    fill_entry(report, table, row, column, sign)


def add_row(report: Report, correction: RowCorrection) -> None:
    """Put a row before or after another one, on the same level, in place.

    Raises:
        Refused: it does not fit.
    """
    table, beside = _row_at(report, correction.place, correction.expect)
    new = correction.row
    if len(new.cells) != len(table.columns):
        raise Refused(f"the table has {len(table.columns)} columns, not {len(new.cells)}")
    sign = mark(correction, None)
    cells = [
        None if cell is None else _cell(table, column, cell, sign) for column, cell in enumerate(new.cells)
    ]
    at = next(index for index, row in enumerate(table.rows) if row is beside) + (correction.put == "after")
    for row in table.rows:
        if row.parent is not None and row.parent >= at:
            row.parent += 1
    added = Row(
        **new.model_dump(exclude={"cells"}),
        label_raw=new.label,
        level=beside.level,
        parent=beside.parent,
        cells=cells,
        corrected=sign,
    )
    table.rows.insert(at, added)
    add_entry(report, table, at, sign, correction.place)


def _with_text(found: list[Cell | Claim], expected: str) -> list[Cell | Claim]:
    if not found:
        raise Refused(NOTHING_THERE)
    fitting = [each for each in found if same_words(each.text, expected)]
    if not fitting:
        raise Refused(f"{quoted(found[0].text)} stands there, not {quoted(expected)}")
    return fitting


def _row_at(report: Report, place: PageSpan | TextSpan, expected: str) -> tuple[Table, Row]:
    """The row in which a cell with that text stands there."""
    cells = list[Cell | Claim](cell for _, row in rows_of(report) for cell in row.cells if cell is not None)
    anchor = one_place(_with_text(at_place(place, cells), expected))[0]
    return next((table, row) for table, row in rows_of(report) if any(cell is anchor for cell in row.cells))


def _column(table: Table, name: str) -> int:
    headed = [index for index, column in enumerate(table.columns) if same_words(column.header, name)]
    found = headed if len(headed) == 1 else [at for at, each in enumerate(table.columns) if each.id == name]
    if not found:
        raise Refused(f"{'two columns bear' if headed else 'no column bears'} the header {quoted(name)}")
    return found[0]


def _cell(table: Table, column: int, missed: MissedCell, sign: Mark) -> Cell:
    return Cell(
        text=missed.text,
        value=missed.value,
        unit=missed.unit if "unit" in missed.model_fields_set else _usual_unit(table, column),
        decimals=_decimals(missed.value),
        span=missed.place,
        confidence=1.0,
        corrected=sign,
    )


def _usual_unit(table: Table, column: int) -> Unit | None:
    """The column's, else that of all its other cells."""
    cells = (row.cells[column] for row in table.rows)
    units = {cell.unit for cell in cells if cell is not None and cell.value is not None}
    return table.columns[column].unit or (units.pop() if len(units) == 1 else None)


def _decimals(value: Decimal | None) -> int | None:
    """As many as were written."""
    return None if value is None else max(0, -int(value.as_tuple().exponent))
