"""`historiebeskrivning.xlsx`: for people. A sheet that explains, the views, then every table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from lnextract.dataset.cells import cleaned
from lnextract.dataset.exports.readme_sheets import columns_sheet, readme_rows
from lnextract.dataset.schema import Column
from lnextract.dataset.store import DATABASE, Store
from lnextract.dataset.tables import TABLES
from lnextract.dataset.views import VIEWS

WORKBOOK: Final = "historiebeskrivning.xlsx"
MADE: Final = datetime(2000, 1, 1)
"""The workbook's own date: fixed, so that the same reports give the same bytes."""
SHEET_ROWS: Final = 100_000
"""Rows of a sheet below its header. Excel takes ten times as many, but then no longer opens the workbook in
any time that a person waits; the boards of a region fill less than this in twenty years."""
CELL_CHARS: Final = 32_000
"""Excel takes 32 767 characters in a cell."""
WIDE, MIDDLE, NARROW = 60, 28, 13
"""Widths of columns in characters."""
TITLE_HEIGHT = 26
"""Height of the title's row in points."""
FORMATS: Final[Mapping[str, Mapping[str, Any]]] = {
    "header": {"bold": True, "bg_color": "#E6EDF3", "bottom": 1, "valign": "top"},
    "tkr": {"num_format": "#,##0"},
    "number": {"num_format": "#,##0.######"},
    "share": {"num_format": "0.00"},
    "date": {"num_format": "yyyy-mm-dd"},
    "text": {"text_wrap": True, "valign": "top"},
    "plain": {},
    "title": {"bold": True, "font_size": 16},
    "strong": {"bold": True},
}


def write_xlsx(store: Store, folder: Path) -> None:
    """Frozen headers, filters and number formats; row after row to disk, so that memory does not grow."""
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(folder)}
    with xlsxwriter.Workbook(str(folder / WORKBOOK), options) as book:
        book.set_properties({"title": "Historiebeskrivning", "created": MADE})
        formats = {name: book.add_format(dict(each)) for name, each in FORMATS.items()}
        _explain(book, formats, store)
        for view in VIEWS:
            names = [each[0] for each in store.connection.execute(f'DESCRIBE "{view.name}"').fetchall()]
            columns = [(name, _format_of_name(name)) for name in names]
            sheet = book.add_worksheet(view.sheet)
            rest = Rest(store.count(view.name), f"{DATABASE} ({view.name})")
            _sheet(sheet, formats, columns, store.rows(view.name, SHEET_ROWS), rest)
        for table in TABLES:
            columns = [(column.name, _format(column)) for column in table.columns]
            sheet = book.add_worksheet(table.name)
            rest = Rest(store.count(table.name), f"{table.name}.csv")
            _sheet(sheet, formats, columns, store.rows(table.name, SHEET_ROWS), rest)


def _explain(book: Any, formats: Mapping[str, Any], store: Store) -> None:
    sheet = book.add_worksheet("Läs mig")
    sheet.hide_gridlines(2)
    sheet.set_row(0, TITLE_HEIGHT)
    _on_paper(sheet)
    sheet.set_column(0, 0, MIDDLE)
    sheet.set_column(1, 1, NARROW)
    sheet.set_column(2, 3, WIDE)
    for number, row in enumerate(readme_rows(store)):
        for column, value in enumerate(row.values):
            shape = formats[row.shape if column != 2 or row.shape != "plain" else "text"]
            if column == 0 and row.links_to:
                sheet.write_url(number, 0, f"internal:'{row.links_to}'!A1", string=str(value))
            else:
                _write(sheet, number, column, value, shape)
    columns = book.add_worksheet("Kolumner")
    header, *rows = columns_sheet()
    kinds = ["plain", "plain", "plain", "plain", "plain", "text", "text"]
    _sheet(columns, formats, list(zip(header, kinds, strict=True)), rows)


@dataclass(frozen=True, slots=True)
class Rest:
    """What a sheet can't hold."""

    rows: int
    """Of the whole table."""
    place: str
    """The file that has them all."""

    @property
    def sentence(self) -> str:
        """Where to find the rest; nothing where there is none."""
        if self.rows <= SHEET_ROWS:
            return ""
        return f"… och {self.rows - SHEET_ROWS} rader till, se {self.place} (more rows there)"


def _sheet(
    sheet: Any,
    formats: Mapping[str, Any],
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Any]],
    rest: Rest | None = None,
) -> None:
    for number, (name, shape) in enumerate(columns):
        sheet.set_column(number, number, _width(name, shape), formats[shape])
        sheet.write_string(0, number, name, formats["header"])
    last = 0
    for last, row in enumerate(rows, start=1):
        for number, value in enumerate(row):
            if value is not None:
                _write(sheet, last, number, value, formats[columns[number][1]])
    if rest is not None and rest.sentence:
        # Below the filter's range, so that it stays whatever is filtered.
        sheet.write_string(last + 1, 0, rest.sentence, formats["strong"])
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    _on_paper(sheet)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _on_paper(sheet: Any) -> None:
    """A4 on its side, as wide as the columns."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, row: int, column: int, value: Any, shape: Any) -> None:
    """A value by its own type; text is never taken for a number, a link or a formula."""
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value, shape)
    elif isinstance(value, int | Decimal):
        sheet.write_number(row, column, float(value), shape)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, shape)
    elif value:
        text = cleaned(str(value))
        sheet.write_string(row, column, text if len(text) <= CELL_CHARS else f"{text[:CELL_CHARS]} …", shape)


def _format(column: Column) -> str:
    if column.says.format != "plain":
        return column.says.format
    return {"number": "number", "date": "date"}.get(column.kind, "plain")


_BY_NAME: Final = {column.name: _format(column) for table in TABLES for column in table.columns}


def _format_of_name(name: str) -> str:
    """A column of a view is shown as the tables show one of its name."""
    return "tkr" if name == "tkr" else _BY_NAME.get(name, "plain")


def _width(name: str, shape: str) -> int:
    if shape == "text":
        return WIDE
    return NARROW if shape != "plain" or name in _SHORT else MIDDLE


_SHORT: Final = frozenset(
    {
        "year",
        "months",
        "page",
        "line",
        "level",
        "row_no",
        "column_no",
        "unit",
        "decimals",
        "number",
        "segment",
        "role",
    }
)
