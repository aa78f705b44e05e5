"""How many rows of a table of closed cells are its header."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.tables.pdf.draft import DraftCell
from lnextract.tables.pdf.printed import YEARISH, is_value


def header_rows(cells: Sequence[DraftCell]) -> int:
    """Rows above the body: none where the first holds figures, several only where their look says so."""
    filled = [cell for cell in cells if cell.words]
    if not filled or _opens_with_figures(filled):
        return 0
    rows = max(cell.row + cell.row_span for cell in filled)
    count = 1
    while count < rows and _still_header(filled, count):
        count += 1
    return count if count < rows else 1


def _opens_with_figures(cells: Sequence[DraftCell]) -> bool:
    first = [_text(cell) for cell in cells if cell.row == 0 and cell.column > 0]
    figures = [text for text in first if is_value(text) and not YEARISH.fullmatch(text)]
    return len(figures) > 0.5 * len(first)


def _still_header(cells: Sequence[DraftCell], row: int) -> bool:
    """Whether a row is header too: no figures, words beside the stub, merged or bold as the one above."""
    here = [cell for cell in cells if cell.row <= row < cell.row + cell.row_span]
    above = [cell for cell in cells if cell.row <= row - 1 < cell.row + cell.row_span]
    own = [cell for cell in here if cell.row == row]
    beside = [cell for cell in here if cell.column > 0]
    if (
        not own
        or not beside
        or any(is_value(_text(c)) and not YEARISH.fullmatch(_text(c)) for c in own if c.column > 0)
    ):
        return False
    merged = any(cell.column_span > 1 for cell in above) or any(cell.row < row for cell in here)
    return merged or (_bold(own) and _bold(above) and len(beside) > 1)


def _bold(cells: Sequence[DraftCell]) -> bool:
    return all(word.bold for cell in cells for word in cell.words)


def _text(cell: DraftCell) -> str:
    return " ".join(word.text for word in cell.words)
