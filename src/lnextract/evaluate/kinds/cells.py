"""Cells, by row and column of paired tables."""

from __future__ import annotations

from collections.abc import Iterator

from lnextract.evaluate.facing import CELL, Facing, TablePair
from lnextract.evaluate.outcomes import Element, Outcome, outcome
from lnextract.evaluate.pairing import fold

NAME = "cells"
ORDER = 11


def compare(facing: Facing) -> Iterator[Outcome]:
    """Text, value, unit, decimals. A cell that is empty in both is no element."""
    for pair in facing.tables:
        if all("cells" in row for row in pair.gold.get("rows", [{}])):
            yield from _in_both(pair)
    for path, table, of_gold in facing.tables_alone("rows"):
        for at, row in enumerate(table["rows"]):
            for column, cell in enumerate(row.get("cells", [])):
                if cell is not None:
                    gold, ours = (cell, None) if of_gold else (None, cell)
                    name = _name(table, row, column)
                    yield outcome(f"{path}/rows/{at}/cells/{column}", name, gold, ours, CELL)


def _in_both(pair: TablePair) -> Iterator[Outcome]:
    """Every place of either table: those of ours in a row or column that gold does not have are extra."""
    for i, j in pair.rows:
        for k, m in pair.columns:
            one = _cell(pair.gold, i, k)
            other = _cell(pair.ours, j, m)
            if one is None and other is None:
                continue
            table, row, column = (pair.gold, i, k) if one is not None else (pair.ours, j, m)
            path = pair.path if one is not None else pair.ours_path
            name = _name(table, table["rows"][row], column)
            yield outcome(f"{path}/rows/{row}/cells/{column}", name, one, other, CELL)


def _cell(table: Element, row: int | None, column: int | None) -> Element | None:
    if row is None or column is None:
        return None
    cells = table["rows"][row]["cells"]
    cell: Element | None = cells[column] if column < len(cells) else None
    return cell


def _name(table: Element, row: Element, column: int | None) -> str:
    columns = table.get("columns", [])
    header = columns[column].get("header", "") if column is not None and column < len(columns) else ""
    return f"{fold(row.get('label', ''))} × {fold(header)}"
