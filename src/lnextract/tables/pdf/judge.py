"""How well a reading of a table stands: pure columns, uncrowded cells, words taken in, sums that hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.arithmetic.columns import find_differences, find_ratios
from lnextract.arithmetic.hierarchy import find_hierarchy
from lnextract.arithmetic.relations import Printed
from lnextract.arithmetic.rows import RowFacts
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.grid import Grid, GridCell
from lnextract.model.page import BBox, Page
from lnextract.model.spans import PageSpan
from lnextract.swedish.numbers import parse_number
from lnextract.tables.pdf.printed import is_figure, is_value

STANDS = 0.9
"""A reading that scores this without any sum needs no second opinion."""
CROWDED_COST = 3.0
"""A share of crowded cells weighs so much: one in ten is a reading gone wrong."""
WIDEST_PROVABLE = 9
"""More columns take too long to search for relations."""
PROOF_BONUS = 0.15
HEADER_BONUS = 0.03


@dataclass(frozen=True, slots=True)
class Verdict:
    """A reading's score, 0 to about 1.2, and what speaks for it."""

    score: float
    proven: bool

    @property
    def stands(self) -> bool:
        return self.score >= STANDS


def quick_score(grid: Grid) -> float:
    """0 to 1 from the look of the cells alone: no cell holds two figures, no column mixes words and
    figures, but for the one column of a form, which may."""
    body = [cell for cell in grid.cells if cell.row >= grid.header_rows]
    if grid.columns < 2 or grid.rows < 2 or not body:
        return 0.0
    figures = [cell for cell in body if any(map(str.isdigit, cell.text))]
    crowded = sum(_crowded(cell) for cell in figures)
    mixed = sum(_mixed(body, column) for column in range(1, grid.columns)) if grid.columns > 2 else 0
    score = 1.0 - CROWDED_COST * crowded / max(len(figures), 1) - 0.3 * mixed / grid.columns
    return max(0.0, score)


def judge(grid: Grid, page: Page, region: BBox) -> Verdict:
    """The full verdict on a reading of a region."""
    proven = _proven(grid)
    score = quick_score(grid) * _coverage(grid, page, region)
    score += PROOF_BONUS * proven + HEADER_BONUS * _known_header(grid)
    return Verdict(score, proven)


def _crowded(cell: GridCell) -> bool:
    """Whether a cell holds figures of several cells, one on each of its lines."""
    lines = [line.strip() for line in cell.text.split("\n")]
    return len(lines) > 1 and sum(map(is_figure, lines)) > 1 and all(map(is_value, lines))


def _mixed(body: Sequence[GridCell], column: int) -> bool:
    """Whether a column of figures holds many words too."""
    cells = [cell for cell in body if cell.column == column and cell.column_span == 1]
    values = sum(is_value(cell.text) for cell in cells)
    return len(cells) > 3 and 0.35 < values / len(cells) < 0.7


def _coverage(grid: Grid, page: Page, region: BBox) -> float:
    """The share of the region's words that stand in cells."""
    inside = sum(
        region[0] <= (word.x0 + word.x1) / 2 <= region[2]
        and region[1] <= (word.top + word.bottom) / 2 <= region[3]
        for word in page.words
    )
    taken = sum(len(cell.text.split()) for cell in grid.cells)
    return min(1.0, taken / inside) if inside else 0.0


def _proven(grid: Grid) -> bool:
    """Whether differences, ratios or sums between the figures hold."""
    if grid.columns > WIDEST_PROVABLE:
        return False
    rows = figures_of(grid)
    if find_differences(rows) or find_ratios(rows):
        return True
    sums = find_hierarchy([RowFacts(figures=row) for row in rows]).sums
    return any(not relation.broken and len(relation.part_rows) > 1 for relation in sums)


def figures_of(grid: Grid) -> list[list[Printed | None]]:
    """The figures of a grid's body outside its first column, a row a row."""
    rows: list[list[Printed | None]] = [
        [None] * (grid.columns - 1) for _ in range(grid.rows - grid.header_rows)
    ]
    for cell in grid.cells:
        if cell.row < grid.header_rows or cell.column == 0:
            continue
        number = parse_number(cell.text)
        if number is not None:
            rows[cell.row - grid.header_rows][cell.column - 1] = Printed(number.value, number.decimals)
    return rows


def _known_header(grid: Grid) -> bool:
    header = "\n".join(cell.text for cell in grid.cells if cell.row < grid.header_rows)
    return bool(header) and load_vocabulary().headers.looks_like_header(header)


def region_of(grid: Grid) -> BBox:
    """The box of a grid on its page."""
    if not isinstance(grid.span, PageSpan):
        raise TypeError("A grid of a dump has no box.")
    return grid.span.bbox
