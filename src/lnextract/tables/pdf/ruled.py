"""Engine for tables whose cells are closed by lines, boxes or shadings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lnextract.model.grid import Grid
from lnextract.model.page import BBox, Page, Word
from lnextract.tables.pdf.columns import find_columns
from lnextract.tables.pdf.draft import Draft, DraftCell
from lnextract.tables.pdf.drawings import is_drawing
from lnextract.tables.pdf.header_rows import header_rows
from lnextract.tables.pdf.lattice import Lattice, Slot, lattices_of, slots_of
from lnextract.tables.pdf.lines import Chunk, TextLine, chunks_of, lines_of, usual_blank
from lnextract.tables.pdf.printed import is_caption, is_note, is_value
from lnextract.tables.pdf.rows import BodyLine, join_rows, value_columns
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
STRIPE_EM = 0.7
"""White stripes between rows are at least so many font sizes high; lines of a paragraph lie nearer."""
NEXT_ROW = 0.9
NEXT_ROW_PT = 10.0
"""A row that follows stands within so much of the last one's height, or so many points, below it."""
LONG_NOTE = 60
"""A cell across the whole table with more letters, at its foot, is a note."""


class RuledEngine:
    """Reads tables from the lines around their cells; merged cells from lines that are missing."""

    name = "ruled"

    def find(self, page: Page, region: BBox | None = None) -> list[Grid]:
        words = [word for word in page.words if _inside(word, region)]
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


def _inside(word: Word, region: BBox | None) -> bool:
    if region is None:
        return True
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return region[0] <= x <= region[2] and region[1] <= y <= region[3]


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
    draft = _split_rows(lattice, slots, filled, blank)
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


def _split_rows(
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
    values = {
        slot.column
        for slot in own
        if sum(is_value(" ".join(w.text for w in line.words)) for line in lines_of(filled[slot])) > 1
        and slot.column in value_columns(body, columns)
    }
    if not values:
        groups = _apart(body, own[0].column)
    elif (len(values) == 1 and len(own) > 2) or _most_values(body, values) < 2:
        return []
    else:
        groups = [row.lines for row in join_rows(body, value_columns(body, columns), [])]
    out = []
    for group in groups:
        part: dict[Slot, list[Word]] = {}
        for line in group:
            for word in line.line.words:
                part.setdefault(of_word[id(word)], []).append(word)
        out.append(part)
    return out


def _apart(body: Sequence[BodyLine], stub: int) -> list[list[BodyLine]]:
    """Groups of lines of words that white stripes part, each opening with words in the first column."""
    groups = [[body[0]]]
    bottom = body[0].line.core_bottom
    for line in body[1:]:
        if line.line.core_top - bottom > STRIPE_EM * line.line.size:
            groups.append([])
        groups[-1].append(line)
        bottom = max(bottom, line.line.core_bottom)
    opened = all(
        stub in group[0].columns and len({c for line in group for c in line.columns}) > 1
        for group in groups[1:]
    )
    return groups if opened else [list(body)]


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
