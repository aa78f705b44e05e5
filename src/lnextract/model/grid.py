"""A printed table as a grid of cells, before anything is understood of its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from lnextract.model.spans import PageSpan, TextSpan


@dataclass(frozen=True, slots=True)
class GridCell:
    """One printed cell. A cell that is empty on paper has no `GridCell`."""

    row: int
    """First row, from 0; header rows included."""
    column: int
    """First column, from 0."""
    text: str
    """As printed; lines separated by a line feed, blanks at line ends kept."""
    span: PageSpan | TextSpan
    row_span: int = 1
    column_span: int = 1
    confidence: float = 1.0

    @property
    def page(self) -> int | None:
        return self.span.page if isinstance(self.span, PageSpan) else None

    @property
    def bbox(self) -> tuple[float, float, float, float] | None:
        return self.span.bbox if isinstance(self.span, PageSpan) else None


@dataclass(slots=True)
class Grid:
    """A table as printed on one page (or in one stretch of a dump)."""

    cells: list[GridCell]
    rows: int
    columns: int
    header_rows: int
    engine: str
    confidence: float
    span: PageSpan | TextSpan
    roles: tuple[str, ...] = ()
    """What each column holds, where the engine knows: label, group, code, figure, status, text."""
    spanners: tuple[str | None, ...] = ()
    """One a column: the upper header that it stands under."""
    caption: tuple[str, ...] = ()
    """Lines of the caption and of the unit line printed at the table."""
    continues: bool = False
    """True where this grid goes on from the one before it."""
    doubts: list[str] = field(default_factory=list)
    """What is not proven about this reading, in sentences for a warning."""

    def cell(self, row: int, column: int) -> GridCell | None:
        for cell in self.cells:
            if (
                cell.row <= row < cell.row + cell.row_span
                and cell.column <= column < cell.column + cell.column_span
            ):
                return cell
        return None

    def to_html(self) -> str:
        """The grid as an HTML table, merged cells with their spans."""
        from lnextract.model.grid_html import grid_to_html

        return grid_to_html(self)

    def to_dataframe(self) -> Any:
        """The grid as a pandas `DataFrame` of strings, headers as columns.

        Raises:
            LnextractError: pandas is not installed.
        """
        from lnextract.model.grid_html import grid_to_dataframe

        return grid_to_dataframe(self)
