"""Printed lines of a table's body → rows: wrapped labels and cells joined, group headings kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.tables.pdf.columns import Column, column_at, touched
from lnextract.tables.pdf.lines import Chunk, TextLine
from lnextract.tables.pdf.rules import Rule

VALUE_SHARE = 0.5
"""A column of values: at least this share of its filled cells."""
CENTRE_EM = 1.5
"""A heading's middle lies so near the middle of the columns that it heads."""
LEAST_BANDS = 3
RULED_SHARE = 0.6
"""Lines across part rows, not groups of rows, where so many of the bands between them can be one row."""
SAME_EDGE_EM = 0.12
LEAST_FRESH = 3
FRESH_SHARE = 0.6
"""Lines of words that open with a capital in each of their cells, so many of the labelled ones, are rows."""
TIGHTER = 0.87
"""A line pitch this much smaller than the other one binds."""
OPEN_ENDS = (
    *(",", "-", "–", "—", "/", " &", " and", " or", " of", " the", " for", " in", " to", " with", " by"),
    *(
        " from",
        " than",
        " per",
        " a",
        " as",
        " och",
        " eller",
        " av",
        " för",
        " i",
        " på",
        " med",
        " till",
        " samt",
    ),
)
"""A label that ends so goes on."""


@dataclass(slots=True)
class BodyLine:
    """A line of a table's body: its chunks, each with the columns it takes."""

    line: TextLine
    cells: dict[tuple[int, int], list[Chunk]]
    """First and last column → chunks."""

    @property
    def columns(self) -> set[int]:
        return {first for first, _ in self.cells}

    def chunks_at(self, column: int) -> list[Chunk]:
        return [chunk for (first, _), chunks in self.cells.items() if first == column for chunk in chunks]

    def text_at(self, column: int) -> str:
        return " ".join(chunk.text for chunk in self.chunks_at(column))


@dataclass(slots=True)
class BodyRow:
    """Lines that make one row."""

    lines: list[BodyLine] = field(default_factory=list)


def place_line(line: TextLine, chunks: Sequence[Chunk], columns: Sequence[Column]) -> BodyLine:
    """A line's chunks in their columns."""
    cells: dict[tuple[int, int], list[Chunk]] = {}
    if len(chunks) > 1:
        chunks = [part for chunk in chunks for part in _cut_at_edges(chunk, columns)]
    for chunk in chunks:
        taken = touched(columns, chunk.x0, chunk.x1, 1.5)
        if not taken:
            at = column_at(columns, (chunk.x0 + chunk.x1) / 2)
            taken = [at]
        if taken[0] == 0 and len(chunks) == 1:
            taken = [0]
        elif len(chunks) == 1 and not chunk.value and _over_values(chunk, columns):
            taken = [1, len(columns) - 1]
        cells.setdefault((taken[0], taken[-1]), []).append(chunk)
    return BodyLine(line, _without_overlap(cells))


def _cut_at_edges(chunk: Chunk, columns: Sequence[Column]) -> list[Chunk]:
    """A chunk over several columns, cut before each word that begins exactly where a column does."""
    if len(touched(columns, chunk.x0, chunk.x1, 1.5)) < 2:
        return [chunk]
    near = SAME_EDGE_EM * chunk.size
    parts = [Chunk([chunk.words[0]])]
    for word in chunk.words[1:]:
        left = parts[-1].words[-1]
        begins = any(abs(word.x0 - at.x0) < near and left.x1 < at.x0 for at in columns)
        if begins:
            parts.append(Chunk([word]))
        else:
            parts[-1].add((word,))
    return parts


def _over_values(chunk: Chunk, columns: Sequence[Column]) -> bool:
    """Whether a heading is centred over all columns but the first. What begins where a column does, or with a
    small letter, is rather the rest of a cell."""
    if len(columns) < 3 or chunk.x0 < columns[1].x0 - chunk.size or chunk.text[:1].islower():
        return False
    if any(abs(chunk.x0 - column.x0) < SAME_EDGE_EM * chunk.size for column in columns[2:]):
        return False
    return abs(chunk.x0 + chunk.x1 - columns[1].x0 - columns[-1].x1) < 2 * CENTRE_EM * chunk.size


def _without_overlap(cells: dict[tuple[int, int], list[Chunk]]) -> dict[tuple[int, int], list[Chunk]]:
    """A wide cell that runs into one further right ends before it."""
    out: dict[tuple[int, int], list[Chunk]] = {}
    spans = sorted(cells)
    for index, (first, last) in enumerate(spans):
        nearest = min((other for other, _ in spans[index + 1 :] if other > first), default=last + 1)
        place = (first, min(last, nearest - 1))
        twin = next((done for done in out if done[0] == first), None)
        if twin is not None:
            out[(first, max(twin[1], place[1]))] = out.pop(twin) + cells[(first, last)]
        else:
            out[place] = cells[(first, last)]
    return out


def value_columns(lines: Sequence[BodyLine], count: int) -> set[int]:
    """The columns whose filled cells are mostly figures."""
    out = set()
    for column in range(count):
        texts = [chunks for line in lines if (chunks := line.chunks_at(column))]
        values = sum(all(chunk.value for chunk in chunks) for chunks in texts)
        if texts and values >= VALUE_SHARE * len(texts):
            out.add(column)
    return out


def join_rows(lines: Sequence[BodyLine], values: set[int], rules: Sequence[Rule]) -> list[BodyRow]:
    """Body lines as rows. `values`: columns of figures; `rules`: lines drawn across the body."""
    rows: list[BodyRow] = []
    bands = _bands(lines, rules)
    single = [_is_one_row(band, values) for band in bands]
    ruled = len(bands) >= LEAST_BANDS and sum(single) >= RULED_SHARE * len(bands)
    ruled = ruled or (len(bands) > 1 and not values and all(_fresh(band) <= 1 for band in bands))
    for band, one in zip(bands, single, strict=True):
        if ruled and one:
            rows.append(BodyRow(list(band)))
        else:
            rows += _Joining(band, values).rows()
    return rows


def _bands(lines: Sequence[BodyLine], rules: Sequence[Rule]) -> list[list[BodyLine]]:
    bands: list[list[BodyLine]] = []
    for line in lines:
        if bands and not any(bands[-1][-1].line.middle < rule.at < line.line.middle for rule in rules):
            bands[-1].append(line)
        else:
            bands.append([line])
    return bands


def _is_one_row(band: Sequence[BodyLine], values: set[int]) -> bool:
    """Whether the lines between two rules are one row: no column of figures has two of them."""
    if len(band) == 1:
        return True
    for column in values:
        if sum(any(chunk.value for chunk in line.chunks_at(column)) for line in band) > 1:
            return False
    if values:
        return any(line.columns & values for line in band)
    labelled = [line for line in band if 0 in line.columns]
    fresh = _fresh(band)
    return fresh < LEAST_FRESH or fresh < FRESH_SHARE * len(labelled)


def _fresh(band: Sequence[BodyLine]) -> int:
    """Lines that open with a capital in each of their cells, the first among them."""
    return sum(
        0 in line.columns and len(line.columns) > 1 and all(map(_begins, map(line.text_at, line.columns)))
        for line in band
    )


def _begins(text: str) -> bool:
    return text[:1].isupper() or text[:1].isdigit()


@dataclass(slots=True)
class _Joining:
    lines: Sequence[BodyLine]
    values: set[int]
    done: list[BodyRow] = field(default_factory=list)

    def rows(self) -> list[BodyRow]:
        for index, line in enumerate(self.lines):
            if self.done and self._continues(index):
                self.done[-1].lines.append(line)
            else:
                self.done.append(BodyRow([line]))
        return self.done

    def _continues(self, index: int) -> bool:
        """Whether a line belongs to the row before it."""
        before, line = self.lines[index - 1], self.lines[index]
        if self._pitch(index) > 1.9 * max(line.line.size, before.line.size):
            return False
        row = self.done[-1]
        if not self.values:
            return self._text_continues(index)
        taken = {column for done in row.lines for column in done.columns if column in self.values}
        if line.columns & self.values:
            if taken or len(row.lines) > 2:
                return False
            return self._label_opened(index)
        return self._label_goes_on(index, bool(taken))

    def _label_opened(self, index: int) -> bool:
        """Whether a label without figures is the first line of the label of the figures below it."""
        before, line = self.lines[index - 1], self.lines[index]
        if before.columns != {0}:
            return False
        opening, label = before.text_at(0), line.text_at(0)
        if opening.rstrip().endswith(":"):
            return False
        if not label:
            return True
        if label[:1].islower() or opening.endswith(OPEN_ENDS):
            return True
        return self._full(before, line) and not label[:1].isupper() and not before.chunks_at(0)[0].bold

    def _label_goes_on(self, index: int, has_figures: bool) -> bool:
        """Whether a line without figures is more of the row before it."""
        before, line = self.lines[index - 1], self.lines[index]
        label = line.text_at(0)
        if 0 not in line.columns:
            return self._pitch(index) < 1.6 * line.line.size and bool(line.columns & before.columns)
        if line.chunks_at(0)[0].bold != self.done[-1].lines[0].line.words[0].bold:
            return False
        if label[:1].islower() or before.text_at(0).endswith(OPEN_ENDS):
            return 0 in before.columns
        if label[:1] == "(" and not has_figures:
            return True
        if 0 not in before.columns:
            return False
        tighter = self._tighter(index)
        return (tighter and has_figures) or (
            self._full(before, line) and (tighter or self._indented(before, line))
        )

    def _tighter(self, index: int) -> bool:
        """Whether a line stands nearer to the one before it than rows do to each other."""
        between_rows = [
            self._pitch(at)
            for at in range(1, len(self.lines))
            if self.lines[at].columns & self.values and self.lines[at - 1].columns & self.values
        ]
        if between_rows:
            return self._pitch(index) < TIGHTER * min(between_rows)
        return index + 1 < len(self.lines) and self._pitch(index) < TIGHTER * self._pitch(index + 1)

    def _indented(self, before: BodyLine, line: BodyLine) -> bool:
        return line.line.x0 > before.line.x0 + 0.4 * line.line.size

    def _full(self, before: BodyLine, line: BodyLine) -> bool:
        """Whether the next line's first word would not have had room at the end of the line before."""
        chunks = before.chunks_at(0)
        widest = max(
            (chunk.x1 for other in self.lines for chunk in other.chunks_at(0) if len(other.columns) > 1),
            default=0.0,
        )
        first = line.line.words[0]
        return bool(chunks) and chunks[-1].x1 + (first.x1 - first.x0) + 0.25 * first.size > widest

    def _pitch(self, index: int) -> float:
        return self.lines[index].line.middle - self.lines[index - 1].line.middle

    def _text_continues(self, index: int) -> bool:
        """In a table of words a row begins where its first cell does: after a gap, or with a capital."""
        before, line = self.lines[index - 1], self.lines[index]
        pitches = sorted(self._pitch(at) for at in range(1, len(self.lines)))
        tight, wide = pitches[0], pitches[-1]
        if wide > 1.15 * tight and 0 in line.columns and self._pitch(index) > 0.5 * (tight + wide):
            return False
        if 0 not in line.columns:
            return True
        if wide > 1.15 * tight:
            return self._pitch(index) < 1.08 * tight
        return line.text_at(0)[:1].islower() or (
            len(line.columns) == 1 and 0 in before.columns and self._indented(before, line)
        )
