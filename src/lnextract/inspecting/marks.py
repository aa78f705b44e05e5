"""What is drawn on the picture of a page, each with its box in points from the page's top left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lnextract.model.blocks import BlockKind
from lnextract.model.page import BBox, Page

CellClass = Literal["header", "label", "figure", "text", "empty"]


@dataclass(frozen=True, slots=True)
class BlockMark:
    """A block, or the part of it that stands on the page."""

    kind: BlockKind
    box: BBox


@dataclass(frozen=True, slots=True)
class CellMark:
    """A cell of a table's grid."""

    kind: CellClass
    box: BBox
    """The place of the cell in its grid, not only that of its words."""
    doubted: bool = False
    """Whether its reading is in doubt, the report has lost it, or a broken finding speaks of it."""


@dataclass(frozen=True, slots=True)
class TableMark:
    """A table, or the part of it that stands on the page."""

    box: BBox
    id: str
    """As in the report; empty where the report has no such table."""
    engine: str
    confidence: float
    cells: tuple[CellMark, ...]


@dataclass(frozen=True, slots=True)
class PageMarks:
    """Everything that was found on one page."""

    page: Page
    pages: int
    """Of the file."""
    blocks: tuple[BlockMark, ...]
    tables: tuple[TableMark, ...]
    broken: tuple[BBox, ...]
    """Figures outside tables that a broken finding speaks of."""
