"""A page of a PDF → what was found on it: the recipe of `pipeline`, with its steps kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lnextract.blocks.cutting import cut_lines
from lnextract.blocks.documents import split_documents
from lnextract.blocks.page_lines import page_text
from lnextract.errors import UnreadableInputError
from lnextract.inspecting.cells import CellBox, cell_boxes
from lnextract.inspecting.marks import BlockMark, CellClass, CellMark, PageMarks, TableMark
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.blocks import Piece
from lnextract.model.grid import Grid
from lnextract.model.page import BBox
from lnextract.model.report import Cell, Report
from lnextract.model.source import PageLine, SourceDocument
from lnextract.model.spans import PageSpan, Span
from lnextract.normalise.roles import with_roles
from lnextract.pipeline import read
from lnextract.source.pdf import read_pdf
from lnextract.tables.joining import join_pages
from lnextract.tables.pdf.choose import choose_tables

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
        raise UnreadableInputError(f"{path.name} does not end in .pdf.", "Only a PDF has pages that can be drawn.")
    document = read_pdf(path, path.name)
    if number > len(document.pages):
        raise UnreadableInputError(f"{path.name} has no page {number}.", f"Its pages are 1 to {len(document.pages)}.")
    reports = read(path)
    pieces = list(_pieces(document))
    seen = _Seen(reports, number)
    tables = [
        _table(piece.grid, seen)
        for piece in pieces
        if piece.grid is not None and any(cell.page == number for cell in piece.grid.cells)
    ]
    return PageMarks(
        page=document.pages[number - 1],
        pages=len(document.pages),
        blocks=tuple(mark for piece in pieces for mark in _blocks(piece, number)),
        tables=tuple(tables),
        broken=tuple(seen.broken_outside),
    )


def _pieces(document: SourceDocument) -> Iterator[Piece]:
    """The pieces of all documents of the file, tables with the roles of their columns."""
    words = load_vocabulary(None)
    text = page_text(document.pages, join_pages([grid for page in document.pages for grid in choose_tables(page)]))
    for part in split_documents(text.lines, words):
        cut = cut_lines(part.lines, words, part.front, text.grids, slides=document.kind == "slides")
        for piece in cut.pieces:
            if piece.grid is not None:
                piece.grid = with_roles(piece.grid, words)
            yield piece


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


def _table(grid: Grid, seen: _Seen) -> TableMark:
    boxes = cell_boxes(grid, seen.number)
    place = _place(grid.span)
    whole_doubted = place in seen.doubted
    cells = tuple(
        CellMark(_class(grid, each, seen), each.box, _red(each, seen) or (whole_doubted and each.cell is not None))
        for each in boxes
    )
    name = seen.ids.get(place, "") if place is not None else ""
    return TableMark(_around([each.box for each in boxes]), name, grid.engine, grid.confidence, cells)


def _class(grid: Grid, place: CellBox, seen: _Seen) -> CellClass:
    if place.cell is None:
        return "empty"
    if place.row < grid.header_rows:
        return "header"
    if (grid.roles[place.column] if place.column < len(grid.roles) else "figure") in LABELLING:
        return "label"
    at = _place(place.cell.span)
    read_cell = seen.cells.get(at) if at is not None else None
    return "figure" if read_cell is not None and read_cell.value is not None else "text"


def _red(place: CellBox, seen: _Seen) -> bool:
    if place.cell is None:
        return False
    return place.cell.confidence < DOUBTED or _place(place.cell.span) in seen.broken


def _blocks(piece: Piece, number: int) -> Iterator[BlockMark]:
    """A box for each run of the piece's lines that goes down the page: the next column is another box."""
    if piece.grid is not None:
        return
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
