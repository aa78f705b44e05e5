"""How many rows of a table of closed cells are its header."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.tables.pdf.draft import DraftCell
from lnextract.tables.pdf.printed import YEARISH, is_value

SENTENCE_WORDS = 6


def header_rows(cells: Sequence[DraftCell]) -> int:
    """Rows above the body: none where the first holds figures or a sentence, several only by their look."""
    filled = [cell for cell in cells if cell.words]
    if not filled or _opens_with_figures(filled) or _opens_with_sentence(filled):
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


def _opens_with_sentence(cells: Sequence[DraftCell]) -> bool:
    """Text that goes on over a page's end has no header there; a header has no full stop after many words."""
    first = [_text(cell) for cell in cells if cell.row == 0]
    return any(len(text.split()) >= SENTENCE_WORDS and text.endswith(".") for text in first)


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
