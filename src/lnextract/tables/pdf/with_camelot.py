"""Engine: camelot's hybrid parser on vector lines, the last to be asked."""

from __future__ import annotations

import logging
import warnings
from pathlib import Path

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page
from lnextract.tables.pdf.boxes import draft_of_boxes, meets
from lnextract.tables.pdf.judge import region_of

LOG = logging.getLogger(__name__)
UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, NotImplementedError, OSError)
"""What camelot and the packages below it raise for files that they can't read; they share no class."""


class CamelotEngine:
    """Cells as camelot finds them, words as this page has them."""

    name = "camelot"

    def __init__(self, path: Path) -> None:
        self._path = path

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        # Loading it takes half a second and 120 MB: it brings pandas and OpenCV.
        from camelot.io import read_pdf

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = read_pdf(
                    str(self._path),
                    pages=str(page.number),
                    flavor="hybrid",
                    engine="vector",  # its default renders each page at 300 dpi
                    suppress_stdout=True,
                )
        except UNREADABLE as error:
            # A file that PDFium repairs may be beyond this library. Our own reading is kept, and doubted.
            LOG.info("camelot can't read page %d of %s: %r", page.number, self._path.name, error)
            return []
        grids = []
        for table in found:
            boxes = [
                (cell.x1, page.height - cell.y2, cell.x2, page.height - cell.y1)
                for row in table.cells
                for cell in row
            ]
            grids.append(draft_of_boxes(page, boxes).to_grid(page.number, self.name, 0.6))
        return [grid for grid in grids if grid.cells and (region is None or meets(region_of(grid), region))]
