"""Engine for tables whose cells are closed by lines, boxes or shadings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page, Word
from lnextract.tables.pdf.boxes import holds
from lnextract.tables.pdf.closed_rows import split_rows
from lnextract.tables.pdf.columns import find_columns
from lnextract.tables.pdf.draft import Draft
from lnextract.tables.pdf.drawings import is_drawing
from lnextract.tables.pdf.lattice import Lattice, Slot, lattices_of, slots_of
from lnextract.tables.pdf.lines import Chunk, chunks_of, lines_of, usual_blank
from lnextract.tables.pdf.printed import is_caption, is_note
from lnextract.tables.pdf.rules import Rules, rules_of, shading_rules, together

LEAST_FILLED = 3
"""A lattice with words in fewer cells is a frame, a form or a drawing."""
LEAST_PARTED = 3
"""Cells that span fewer rows are left whole."""
CERTAIN_PARTED = 6
"""So many lines that each stand in a row of their own are no wrapped words."""
LEAST_COLUMN_LINES = 4
"""So many lines of a cell show whether it hides columns."""
NARROWEST_PT = 14.0
"""An empty column less wide is the space between two boxes."""
MOST_HEADER_ROWS = 3
"""A lattice of more rows is no header alone."""
NEXT_ROW = 0.9
NEXT_ROW_PT = 10.0
"""A row that follows stands within so much of the last one's height, or so many points, below it."""
LONG_NOTE = 60
"""A cell across the whole table with more letters, at its foot, is a note."""


class RuledEngine:
    """Reads tables from the lines around their cells; merged cells from lines that are missing."""

    name = "ruled"

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        words = [word for word in page.words if holds(region, word)]
        return self.find_in(words, together(rules_of(page), shading_rules(page)), page.number)

    def find_in(self, words: Sequence[Word], rules: Rules, page: int) -> list[Grid]:
        """The closed tables among words of one page."""
        blank = usual_blank(words)
        lattices = lattices_of(rules)
        grids = []
        for lattice in lattices:
            draft = lattice_draft(lattice, words, blank)
            if draft is not None and not _goes_on_below(lattice, lattices, words, blank):
                grids.append(draft.to_grid(page, self.name, 0.9))
        return grids


def _goes_on_below(
    lattice: Lattice, lattices: Sequence[Lattice], words: Sequence[Word], blank: float
) -> bool:
    """Whether rows without lines follow in the same columns: then only a header or a stripe is closed."""
    if len(lattice.ys) - 1 > MOST_HEADER_ROWS:
        return False
    x0, _, x1, bottom = lattice.box
    reach = bottom + max(NEXT_ROW * (lattice.ys[-1] - lattice.ys[-2]), NEXT_ROW_PT)
    below = [
        word
        for word in words
        if bottom < (word.top + word.bottom) / 2 < reach
        and x0 <= (word.x0 + word.x1) / 2 <= x1
        and not any(other is not lattice and _holds(other, word) for other in lattices)
    ]
    for line in lines_of(below)[:1]:
        chunks = chunks_of(line, blank)
        columns = [(_index(lattice.xs, chunk.x0 + 1), _index(lattice.xs, chunk.x1 - 1)) for chunk in chunks]
        return len({first for first, _ in columns}) > 1 and all(first == last for first, last in columns)
    return False


def _holds(lattice: Lattice, word: Word) -> bool:
    x0, top, x1, bottom = lattice.box
    return x0 <= (word.x0 + word.x1) / 2 <= x1 and top <= (word.top + word.bottom) / 2 <= bottom


def lattice_draft(lattice: Lattice, words: Sequence[Word], blank: float) -> Draft | None:
    """The draft of a lattice with its words; None where it is no table that its lines alone explain."""
    slots = slots_of(lattice)
    drawn = _drawn_columns(lattice, slots)
    filled = _fill(lattice, slots, words)
    held = [slot for slot in slots if filled[slot]]
    if (
        len(held) < LEAST_FILLED
        or len({slot.column for slot in held}) < 2
        or len({slot.row for slot in held}) < 2
    ):
        return None
    held = _parted_stubs(lattice, held, filled)
    slots, caption = _without_frame_text(held, filled, len(lattice.xs) - 1)
    if len(slots) < LEAST_FILLED or _parts_missing(slots, filled, blank):
        return None
    draft = split_rows(lattice, slots, filled, blank)
    draft.caption = caption
    draft.drawn = drawn
    return None if is_drawing(draft) else draft


def _drawn_columns(lattice: Lattice, slots: Sequence[Slot]) -> frozenset[int]:
    """Columns that are there though they may be empty: wide ones that most rows close on both sides."""
    rows = len(lattice.ys) - 1
    closed: Counter[int] = Counter()
    for slot in slots:
        if slot.column == slot.last_column:
            closed[slot.column] += slot.last_row - slot.row + 1
    return frozenset(
        column
        for column, count in closed.items()
        if count > 0.5 * rows and lattice.xs[column + 1] - lattice.xs[column] >= NARROWEST_PT
    )


def _fill(lattice: Lattice, slots: Sequence[Slot], words: Sequence[Word]) -> dict[Slot, list[Word]]:
    filled: dict[Slot, list[Word]] = {slot: [] for slot in slots}
    at = {
        (r, c): s
        for s in slots
        for r in range(s.row, s.last_row + 1)
        for c in range(s.column, s.last_column + 1)
    }
    x0, top, x1, bottom = lattice.box
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
        if x0 <= x <= x1 and top <= y <= bottom:
            filled[at[(_index(lattice.ys, y), _index(lattice.xs, x))]].append(word)
    return filled


def _index(places: Sequence[float], at: float) -> int:
    for index in range(len(places) - 2):
        if at < places[index + 1]:
            return index
    return len(places) - 2


def _parted_stubs(lattice: Lattice, slots: Sequence[Slot], filled: dict[Slot, list[Word]]) -> list[Slot]:
    """Tall cells beside ruled rows that hold a line of words for most of these rows: one cell a row each."""
    out: list[Slot] = []
    for slot in slots:
        rows = slot.last_row - slot.row + 1
        if rows < LEAST_PARTED:
            out.append(slot)
            continue
        own: dict[int, list[Word]] = {}
        for word in filled[slot]:
            own.setdefault(_index(lattice.ys, (word.top + word.bottom) / 2), []).append(word)
        if len(own) < 0.7 * rows or (rows < CERTAIN_PARTED and _wrapped(list(own.values()))):
            out.append(slot)
            continue
        for row, words in own.items():
            part = Slot(row, slot.column, row, slot.last_column)
            filled[part] = words
            out.append(part)
    return sorted(out, key=lambda slot: (slot.row, slot.column))


def _wrapped(rows: Sequence[Sequence[Word]]) -> bool:
    """Whether a line goes on from the one before it, by its small first letter."""
    return any(row[0].text[:1].islower() for row in rows[1:])


def _without_frame_text(
    slots: list[Slot], filled: dict[Slot, list[Word]], columns: int
) -> tuple[list[Slot], list[str]]:
    """Without the title at the head of the frame and the notes at its foot, which are no cells."""
    caption: list[str] = []
    while slots:
        first = [slot for slot in slots if slot.row == slots[0].row]
        text = " ".join(word.text for word in filled[first[0]])
        if len(first) == 1 and _across(first[0], columns) and is_caption(text):
            caption.append(text)
            slots = slots[1:]
            continue
        break
    while slots:
        last = [slot for slot in slots if slot.last_row == slots[-1].last_row]
        text = " ".join(word.text for word in filled[last[-1]])
        if len(last) == 1 and _across(last[0], columns) and (is_note(text) or len(text) > LONG_NOTE):
            slots = slots[:-1]
            continue
        break
    return slots, caption


def _across(slot: Slot, columns: int) -> bool:
    return slot.column == 0 and slot.last_column == columns - 1


def _parts_missing(slots: Sequence[Slot], filled: dict[Slot, list[Word]], blank: float) -> bool:
    """Whether cells hold figures beside each other, or columns of words:
    then lines alone do not part them."""
    several = single = 0
    for slot in slots:
        rows = [chunks_of(line, blank, grammar=False) for line in lines_of(filled[slot])]
        if len(rows) >= LEAST_COLUMN_LINES and _has_columns(rows):
            return True
        for chunks in rows:
            if sum(chunk.value for chunk in chunks) > 1 and all(chunk.value for chunk in chunks[1:]):
                several += 1
            elif any(chunk.value for chunk in chunks):
                single += 1
    return several > 1 and several > 0.15 * single


def _has_columns(rows: Sequence[Sequence[Chunk]]) -> bool:
    """Whether most lines of a cell end in a figure of a second column."""
    parted = [row for row in rows if len(row) > 1 and row[-1].value]
    return len(parted) > 0.6 * len(rows) and len(find_columns(parted)) > 1
