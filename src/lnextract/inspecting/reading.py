"""A page of a PDF → what was found on it: the recipe of `pipeline`, with its steps kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from lnextract.errors import UnreadableInputError
from lnextract.inspecting.cells import CellBox, cell_boxes
from lnextract.inspecting.marks import BlockMark, CellClass, CellMark, PageMarks, TableMark
from lnextract.knowledge.vocabulary import Vocabulary, load_vocabulary
from lnextract.model.blocks import Piece
from lnextract.model.grid import Grid, GridCell
from lnextract.model.page import BBox
from lnextract.model.report import Cell, Report
from lnextract.model.source import PageLine
from lnextract.model.spans import PageSpan, Span
from lnextract.normalise.roles import with_roles
from lnextract.pipeline import cut_pages, read
from lnextract.source.pdf import read_pdf

DOUBTED = 0.8
"""Confidence below which a cell is in doubt."""
LABELLING = ("label", "group", "code")

Place = tuple[int, BBox]
"""Page and box."""


def find_marks(path: Path, number: int) -> PageMarks:
    """What was found on page `number` (from 1) of the PDF at `path`, whose name ends in `.pdf`.

    The whole document is read: running headers and tables over pages are known by the other pages.

    Raises:
        UnreadableInputError: the file can't be opened, is no PDF, damaged or protected, or has no such page.
    """
    if path.suffix.casefold() != ".pdf":
        raise UnreadableInputError(f"{path.name} does not end in .pdf.", "Only pages of a PDF can be drawn.")
    document = read_pdf(path, path.name)
    count = len(document.pages)
    if number > count:
        raise UnreadableInputError(f"{path.name} has no page {number}.", f"Its pages are 1 to {count}.")
    seen = _Seen(read(path), number)
    blocks: list[BlockMark] = []
    tables: list[TableMark] = []
    words = load_vocabulary(None)
    pieces = [piece for cut in cut_pages(document, path, words) for piece in cut.pieces]
    for piece in pieces:
        if piece.grid is None:
            blocks.extend(_blocks(piece, number))
        elif any(cell.page == number for cell in piece.grid.cells):
            tables.append(_table(piece.grid, words, seen))
    page = document.pages[number - 1]
    return PageMarks(page, count, tuple(blocks), tuple(tables), tuple(seen.broken_outside))


class _Seen:
    """What the reports say of the places on one page."""

    def __init__(self, reports: Sequence[Report], number: int) -> None:
        self.number = number
        self.cells: dict[Place, Cell] = {}
        self.ids: dict[Place, str] = {}
        self.broken: set[Place] = set()
        self.doubted: set[Place] = set()
        self.broken_outside: list[BBox] = []
        for report in reports:
            self._tables(report)
            self._findings(report)

    def _tables(self, report: Report) -> None:
        unproven = {doubt.table for doubt in report.warnings if doubt.code == "unproven_reading"}
        for table in report.tables:
            place = _place(table.span)
            if place is None:
                continue
            self.ids[place] = table.id
            if table.id in unproven:
                self.doubted.add(place)
            for cell in (cell for row in table.rows for cell in row.cells if cell is not None):
                if (at := _place(cell.span)) is not None:
                    self.cells[at] = cell

    def _findings(self, report: Report) -> None:
        for finding in (each for each in report.findings if each.verdict == "broken"):
            for figure in (finding.target, *finding.operands):
                place = _place(figure.span)
                if place is None:
                    continue
                self.broken.add(place)
                if figure.table is None and place[0] == self.number:
                    self.broken_outside.append(place[1])


def _table(grid: Grid, words: Vocabulary, seen: _Seen) -> TableMark:
    """The grid as printed; what the report makes of its cells is told by their places."""
    meant = with_roles(replace(grid, cells=list(grid.cells)), words)
    roles = {_place(cell.span): meant.roles[cell.column] for cell in meant.cells}
    boxes = cell_boxes(grid, seen.number)
    place = _place(grid.span)
    doubted = place in seen.doubted
    cells = []
    for each in boxes:
        if each.cell is None:
            cells.append(CellMark("empty", each.box))
            continue
        # A head may go: where two label columns become one, its own is not kept.
        lost = _place(each.cell.span) not in roles and each.row >= grid.header_rows
        red = doubted or lost or _red(each.cell, seen)
        cells.append(CellMark(_class(each, grid, roles, seen), each.box, red))
    name = seen.ids.get(place, "") if place is not None else ""
    return TableMark(_around([each.box for each in boxes]), name, grid.engine, grid.confidence, tuple(cells))


def _class(box: CellBox, grid: Grid, roles: Mapping[Place | None, str], seen: _Seen) -> CellClass:
    place = _place(box.cell.span) if box.cell is not None else None
    if box.row < grid.header_rows:
        return "header"
    if roles.get(place) in LABELLING:
        return "label"
    cell = seen.cells.get(place) if place is not None else None
    return "figure" if cell is not None and cell.value is not None else "text"


def _red(cell: GridCell, seen: _Seen) -> bool:
    """Whether the cell is in doubt, or a broken finding speaks of it."""
    return cell.confidence < DOUBTED or _place(cell.span) in seen.broken


def _blocks(piece: Piece, number: int) -> Iterator[BlockMark]:
    """A box for each run of the piece's lines that goes down the page: the next column is another box."""
    run: list[BBox] = []
    for line in piece.lines:
        if not isinstance(line, PageLine) or line.page != number or not line.words:
            continue
        box = _around([word.bbox for word in line.words])
        if run and box[3] < run[-1][1]:
            yield BlockMark(piece.kind, _around(run))
            run = []
        run.append(box)
    if run:
        yield BlockMark(piece.kind, _around(run))


def _around(boxes: Sequence[BBox]) -> BBox:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _place(span: Span | PageSpan) -> Place | None:
    return (span.page, span.bbox) if isinstance(span, PageSpan) else None
