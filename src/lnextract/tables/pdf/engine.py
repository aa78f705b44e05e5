"""What every engine for PDF tables can do."""

from __future__ import annotations

from typing import Protocol

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page


class Engine(Protocol):
    """Reads the printed tables of a page."""

    name: str
    """As it stands in `Grid.engine`."""

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        """The tables of a page from top to bottom;
        of its part `region` (points from the top left) if given."""
        ...
