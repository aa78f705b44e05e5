"""Every printed table of the fixtures: its rows and headers stand where the truth says."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from lnextract.model.grid import Grid
from lnextract.reading_tables import read_tables

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def squashed(text: str | None) -> str:
    return re.sub(r"[\s\u00ad-]+", "", text or "").casefold()


def tables_of_truth(folder: Path) -> list[dict[str, Any]]:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return [table for document in truth for table in document.get("tables", [])]


FOLDERS = [path.parent for path in sorted(FIXTURES.glob("*/truth.json")) if tables_of_truth(path.parent)]


@cache
def grids_of(folder: Path) -> tuple[Grid, ...]:
    return tuple(read_tables(folder / f"{folder.name}.pdf"))


def row_texts(grid: Grid) -> list[list[str]]:
    cells = [[grid.cell(row, column) for column in range(grid.columns)] for row in range(grid.rows)]
    return [[squashed(cell.text) if cell else "" for cell in row] for row in cells]


def heads(grid: Grid) -> list[str]:
    above = sorted((cell for cell in grid.cells if cell.row < grid.header_rows), key=lambda cell: cell.row)
    return [
        "".join(squashed(cell.text) for cell in above if 0 <= column - cell.column < cell.column_span)
        for column in range(grid.columns)
    ]


def label_and_rest(one: list[str], width: int) -> list[tuple[str, list[str]]]:
    """A printed row as label and other cells; the goal that it serves may stand before the label."""
    apart = [(one[at], [*one[:at], *one[at + 1 :]]) for at in range(1, len(one)) if len(one) == width + 1]
    return [("".join(one[:-width]), one[-width:]), *apart]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_row_has_its_cells_in_their_columns(folder: Path) -> None:
    printed = [row for grid in grids_of(folder) for row in row_texts(grid)]
    missing = []
    for table in tables_of_truth(folder):
        for row in table["rows"]:
            wanted = [squashed(cell["text"]) if cell else "" for cell in row["cells"]]
            label = squashed(row["label"])
            # A label that a page break cuts stands on the first page in part.
            if not any(
                rest == wanted and (label in own or (own and label.startswith(own)))
                for one in printed
                for own, rest in label_and_rest(one, len(wanted))
            ):
                missing.append((row["label"], wanted))
    assert missing == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_header_stands_over_its_column(folder: Path) -> None:
    printed = [heads(grid) for grid in grids_of(folder)]
    for table in tables_of_truth(folder):
        wanted = [squashed(column["header"]) for column in table["columns"]]
        assert wanted in [rest for one in printed for _, rest in label_and_rest(one, len(wanted))]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_cells_lie_on_their_page_and_hold_words(folder: Path) -> None:
    for grid in grids_of(folder):
        assert grid.engine in ("ruled", "aligned") and grid.confidence > 0.7
        for cell in grid.cells:
            assert cell.text.strip() and cell.bbox is not None
            assert cell.bbox[0] < cell.bbox[2] and cell.bbox[1] < cell.bbox[3]
