"""Rows of closed cells that hold several printed rows, taken apart."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.page import Word
from lnextract.tables.pdf.draft import Draft, DraftCell
from lnextract.tables.pdf.header_rows import header_rows
from lnextract.tables.pdf.lattice import Lattice, Slot
from lnextract.tables.pdf.lines import TextLine, chunks_of, lines_of
from lnextract.tables.pdf.printed import is_value
from lnextract.tables.pdf.rows import BodyLine, join_rows, value_columns


def split_rows(
    lattice: Lattice, slots: Sequence[Slot], filled: dict[Slot, list[Word]], blank: float
) -> Draft:
    """The draft, rows of the lattice that hold several printed rows taken apart."""
    columns = len(lattice.xs) - 1
    cells: list[DraftCell] = []
    first_row: list[int] = []
    at = 0
    for row in range(len(lattice.ys) - 1):
        first_row.append(at)
        own = [slot for slot in slots if slot.row == row == slot.last_row]
        through = [slot for slot in slots if slot.row <= row <= slot.last_row and slot not in own]
        parts = [] if through else _printed_rows(own, filled, columns)
        if len(parts) > 1:
            for part in parts:
                cells += [DraftCell(at, slot.column, words, 1, slot.last_column - slot.column + 1)
                          for slot, words in part.items()]  # fmt: skip
                at += 1
        else:
            at += 1
    first_row.append(at)
    split = {(cell.row, cell.column) for cell in cells}
    for slot in slots:
        begin, end = first_row[slot.row], first_row[slot.last_row + 1]
        if (slot.row == slot.last_row and end - begin > 1) or (begin, slot.column) in split:
            continue
        cells.append(
            DraftCell(begin, slot.column, filled[slot], end - begin, slot.last_column - slot.column + 1)
        )
    return Draft(cells, at, columns, header_rows(cells))


def _printed_rows(
    own: Sequence[Slot], filled: dict[Slot, list[Word]], columns: int
) -> list[dict[Slot, list[Word]]]:
    """The printed rows within one row of the lattice: one where its lines are one row's wrapped words."""
    words = [word for slot in own for word in filled[slot] if word.direction == 0]
    if any(word.direction for slot in own for word in filled[slot]):
        return []
    lines = lines_of(words)
    if len(lines) < 2:
        return []
    of_word = {id(word): slot for slot in own for word in filled[slot]}
    body = [_body_line(line, of_word) for line in lines]
    of_figures = value_columns(body, columns)
    values = {
        slot.column
        for slot in own
        if slot.column in of_figures
        and sum(is_value(" ".join(w.text for w in line.words)) for line in lines_of(filled[slot])) > 1
    }
    if not values or (len(values) == 1 and len(own) > 2) or _most_values(body, values) < 2:
        return []
    out = []
    for joined in join_rows(body, of_figures, []):
        part: dict[Slot, list[Word]] = {}
        for line in joined.lines:
            for word in line.line.words:
                part.setdefault(of_word[id(word)], []).append(word)
        out.append(part)
    return out


def _most_values(body: Sequence[BodyLine], values: set[int]) -> int:
    return sum(len(line.columns & values) >= 0.5 * len(values) for line in body)


def _body_line(line: TextLine, of_word: dict[int, Slot]) -> BodyLine:
    groups: dict[tuple[int, int], list[Word]] = {}
    for word in line.words:
        slot = of_word[id(word)]
        groups.setdefault((slot.column, slot.last_column), []).append(word)
    cells = {
        place: chunks_of(TextLine(words, line.core_top, line.core_bottom), 1.0, 2.0)
        for place, words in groups.items()
    }
    return BodyLine(line, cells)
