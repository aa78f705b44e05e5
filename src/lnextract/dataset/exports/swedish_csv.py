"""CSV that a Swedish Excel opens by double click: semicolons, decimal comma, UTF-8 with its mark."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from lnextract.dataset.cells import as_text
from lnextract.dataset.store import Store
from lnextract.dataset.tables import TABLES

FOLDER: Final = "excel-csv"
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t")
"""Text that begins so is taken for a formula; an apostrophe before it keeps it text."""


def write_swedish_csv(store: Store, folder: Path) -> None:
    """One file a table in a folder of their own; for programs there are the plain ones."""
    place = folder / FOLDER
    place.mkdir()
    for table in TABLES:
        with (place / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow([column.name for column in table.columns])
            writer.writerows([_cell(value) for value in row] for row in store.rows(table.name))


def _cell(value: Any) -> str:
    text = as_text(value)
    if isinstance(value, Decimal):
        return text.replace(".", ",")
    if isinstance(value, bool):
        return "SANT" if value else "FALSKT"
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text
