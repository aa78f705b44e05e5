"""A table in the making: cells as words with their place, and how they become a `Grid`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lnextract.model.grid import Grid, GridCell
from lnextract.model.page import BBox, Word
from lnextract.model.spans import PageSpan
from lnextract.tables.pdf.lines import lines_of

NO_GAP_EM = 0.08
"""Words nearer than this are one word in two fonts."""


@dataclass(slots=True)
class DraftCell:
    """A cell: its words and the rows and columns that it takes."""

    row: int
    column: int
    words: list[Word]
    row_span: int = 1
    column_span: int = 1


@dataclass(slots=True)
class Draft:
    """A table: cells in rows and columns; rows and columns without any word may still be there."""

    cells: list[DraftCell]
    rows: int
    columns: int
    header_rows: int = 0
    caption: list[str] = field(default_factory=list)
    drawn: frozenset[int] = frozenset()
    """Columns that are drawn and stay, though no cell of theirs has words."""

    def tidied(self) -> Draft:
        """Without cells that hold no word, and without rows and columns that part no two cells."""
        cells = [cell for cell in self.cells if cell.words]
        if not cells:
            return Draft([], 0, 0, 0, self.caption)
        rows = _needed((cell.row, cell.row + cell.row_span) for cell in cells)
        spans = [(cell.column, cell.column + cell.column_span) for cell in cells]
        columns = _needed([*spans, *((column, column + 1) for column in self.drawn)])
        row_at = _renumbered(rows, self.rows)
        column_at = _renumbered(columns, self.columns)
        return Draft(
            [
                DraftCell(
                    row_at[cell.row],
                    column_at[cell.column],
                    cell.words,
                    row_at[cell.row + cell.row_span] - row_at[cell.row],
                    column_at[cell.column + cell.column_span] - column_at[cell.column],
                )
                for cell in cells
            ],
            len(rows),
            len(columns),
            row_at[min(self.header_rows, self.rows)],
            self.caption,
        )

    def filled_share(self) -> float:
        """The share of the places of the tidy table that cells with words take."""
        tidy = self.tidied()
        taken = sum(cell.row_span * cell.column_span for cell in tidy.cells)
        return taken / max(1, tidy.rows * tidy.columns)

    def to_grid(self, page: int, engine: str, confidence: float) -> Grid:
        """The grid of this draft, on a page of that number."""
        tidy = self.tidied()
        cells = [
            GridCell(
                row=cell.row,
                column=cell.column,
                text=cell_text(cell.words),
                span=PageSpan(page=page, bbox=box_of(cell.words)),
                row_span=cell.row_span,
                column_span=cell.column_span,
                confidence=confidence,
            )
            for cell in sorted(tidy.cells, key=lambda cell: (cell.row, cell.column))
        ]
        words = [word for cell in tidy.cells for word in cell.words]
        return Grid(
            cells=cells,
            rows=tidy.rows,
            columns=tidy.columns,
            header_rows=tidy.header_rows,
            engine=engine,
            confidence=confidence,
            span=PageSpan(page=page, bbox=box_of(words) if words else (0.0, 0.0, 0.0, 0.0)),
            caption=tuple(tidy.caption),
        )


def _needed(spans: Iterable[tuple[int, int]]) -> list[int]:
    """The fewest rows (or columns) of which every cell takes at least one.

    Lines drawn twice, boxes set off from each other and spacer rows make rows and columns that no cell needs.
    """
    kept: list[int] = []
    for start, end in sorted(set(spans), key=lambda span: (span[1], -span[0])):
        if not kept or kept[-1] < start:
            kept.append(end - 1)
    return kept


def _renumbered(kept: Sequence[int], count: int) -> list[int]:
    """For each index up to and with `count`: how many kept ones lie before it."""
    held = set(kept)
    out, at = [], 0
    for index in range(count + 1):
        out.append(at)
        at += index in held
    return out


def box_of(words: Sequence[Word]) -> BBox:
    """The box around words, in points, to a hundredth."""
    return (
        round(min(word.x0 for word in words), 2),
        round(min(word.top for word in words), 2),
        round(max(word.x1 for word in words), 2),
        round(max(word.bottom for word in words), 2),
    )


def cell_text(words: Sequence[Word]) -> str:
    """The words of a cell as printed: lines parted by a line feed, a blank at a line's end where one is
    printed."""
    upright = [word for word in words if word.direction == 0]
    texts = [_line_text(line.words) for line in lines_of(upright)]
    turned = [word for word in words if word.direction != 0]
    texts += _turned_texts(turned)
    return "\n".join(texts)


def _line_text(words: Sequence[Word]) -> str:
    out = ""
    for word, after in zip(words, [*words[1:], None], strict=True):
        out += word.text
        if after is None:
            out += " " if word.blank_after else ""
        elif word.blank_after or after.x0 - word.x1 > NO_GAP_EM * word.size:
            out += " "
    return out


def _turned_texts(words: Sequence[Word]) -> list[str]:
    """Lines of words written upwards or downwards, in reading order."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.direction, word.x0 + word.x1)):
        if lines and lines[-1][0].direction == word.direction and _same_upright_line(lines[-1][0], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    for line in lines:
        line.sort(key=lambda word: word.top, reverse=line[0].direction == 90)
    if lines and lines[0][0].direction == 270:
        lines.reverse()
    return [" ".join(word.text for word in line) for line in lines]


def _same_upright_line(first: Word, other: Word) -> bool:
    shared = min(first.x1, other.x1) - max(first.x0, other.x0)
    return shared > 0.5 * min(first.x1 - first.x0, other.x1 - other.x0)
