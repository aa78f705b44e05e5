"""Engine: pdfplumber, asked only where our own reading does not stand."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page
from lnextract.tables.pdf.boxes import draft_of_boxes, meets

LOG = logging.getLogger(__name__)
STRATEGIES: tuple[dict[str, str], ...] = (
    {},
    {"vertical_strategy": "text", "horizontal_strategy": "lines"},
    {"vertical_strategy": "text", "horizontal_strategy": "text"},
)
"""Its settings in the order tried: lines alone, lines across only, words alone."""
LEAST_CELLS = 4
"""Fewer are a frame."""


class PdfplumberEngine:
    """Cells as pdfplumber finds them, words as this page has them."""

    name = "pdfplumber"

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        # Loading it takes a fifth of a second and most documents never need it.
        import pdfplumber
        from pdfplumber.utils.exceptions import PdfminerException

        try:
            with pdfplumber.open(self._path, pages=[page.number]) as document:
                tables = _tables(document.pages[0], region)
        except (PdfminerException, ValueError, TypeError, KeyError, IndexError) as error:
            # A file that PDFium repairs may be beyond this library. Our own reading is kept, and doubted.
            LOG.info("pdfplumber can't read page %d of %s: %r", page.number, self._path.name, error)
            return []
        drafts = [draft_of_boxes(page, boxes) for boxes in tables]
        return [draft.to_grid(page.number, self.name, 0.7) for draft in drafts if draft.cells]


def _tables(printed: Any, region: BBox | None) -> list[list[BBox]]:
    """The cells of each table of a page that meets a region, by the first strategy that finds any."""
    for settings in STRATEGIES:
        tables = [table for table in printed.find_tables(settings) if len(table.cells) >= LEAST_CELLS]
        found = [list(table.cells) for table in tables if region is None or meets(table.bbox, region)]
        if found:
            return found
    return []
