"""The printed tables of any PDF, domain or not."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from lnextract.model.grid import Grid
from lnextract.model.page import Page


def read_tables(path: str | os.PathLike[str], pages: Sequence[int] | None = None) -> list[Grid]:
    """The printed tables of a PDF, one `Grid` for each table on each page, in reading order.

    A table that goes on over a page break is one grid a page; `grid.continues` marks those that go on.

    Args:
        path: a PDF.
        pages: numbers (from 1) of the pages to read; all where not given.

    Raises:
        UnreadableInputError: the file can't be opened, is no PDF, damaged, protected, or has no such pages.
    """
    from lnextract.source.pdf import read_pdf

    file = Path(path)
    return tables_of(read_pdf(file, file.name, pages=pages).pages, file)


def tables_of(pages: Sequence[Page], path: Path | None = None) -> list[Grid]:
    """The tables of pages that are read already. `path`: their file, for engines that read it themselves."""
    from lnextract.tables.pdf.choose import choose_tables
    from lnextract.tables.pdf.continuing import mark_continuations
    from lnextract.tables.pdf.engine import Engine
    from lnextract.tables.pdf.with_camelot import CamelotEngine
    from lnextract.tables.pdf.with_pdfplumber import PdfplumberEngine

    fallbacks: list[Engine] = [] if path is None else [PdfplumberEngine(path), CamelotEngine(path)]
    found = [choose_tables(page, fallbacks) for page in pages]
    mark_continuations(pages, found)
    return [grid for grids in found for grid in grids]
