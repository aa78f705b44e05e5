"""The lines of a document → pieces: each line in exactly one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lnextract.blocks.captions import caption_lines
from lnextract.blocks.covers import cover_lines
from lnextract.blocks.fonts import Fonts, fonts_of
from lnextract.blocks.layout import Chunk, Habits, cut_chunks, habits_of, page_starts, sure_page_starts
from lnextract.blocks.marks import (
    bears_place,
    contents_lines,
    furniture_lines,
    listed_titles,
    titles_with_page,
)
from lnextract.blocks.numbering import NumberedLine, candidates, chain
from lnextract.blocks.regions import Extent, find_extents
from lnextract.blocks.signing import signature_lines
from lnextract.blocks.slides import is_deck, slide_titles
from lnextract.blocks.text import text_pieces
from lnextract.blocks.titles import split_title, title_end
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import Piece, TableRegion
from lnextract.model.grid import Grid
from lnextract.model.source import Line, PageLine


@dataclass(frozen=True, slots=True)
class CutDocument:
    """A dump cut into pieces."""

    pieces: tuple[Piece, ...]
    deck: bool
    pages: int
    habits: Habits


def cut_lines(
    lines: Sequence[Line],
    vocabulary: Vocabulary,
    front: int = 0,
    grids: Mapping[int, Grid] | None = None,
    *,
    slides: bool = False,
) -> CutDocument:
    """Cut the lines of one document into pieces, in the order of the source.

    Args:
        front: lines at the beginning that belong to the bundle round it.
        grids: tables that are read already, by the number of the line that stands for them; without them
            tables are looked for among the lines.
        slides: the source is known to be a deck.
    """
    cutter = _Cutter(lines, vocabulary, front, grids, slides)
    pieces = cutter.cut()
    return CutDocument(tuple(pieces), cutter.deck, max((p.page for p in pieces), default=1), cutter.habits)


@dataclass(slots=True)
class _Cutter:
    lines: Sequence[Line]
    vocabulary: Vocabulary
    front: int = 0
    grids: Mapping[int, Grid] | None = None
    slides: bool = False
    free: list[bool] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    starts: frozenset[int] = frozenset()
    deck: bool = False
    fonts: Fonts = field(default_factory=lambda: Fonts(0.0, False))
    habits: Habits = field(default_factory=lambda: Habits(0, False, False))

    def cut(self) -> list[Piece]:
        self.free = [True] * len(self.lines)
        self.starts = page_starts(self.lines)
        self.pages = self._page_numbers()
        chunks = cut_chunks(self.lines, self.starts)
        self.habits = habits_of(chunks)
        self.fonts = fonts_of(self.lines)
        self._take("furniture", set(range(self.front)))
        self._read_tables()
        contents = contents_lines(self.lines, self.vocabulary)
        contents -= set(range(self.front))
        self._take_contents(contents)
        listed = listed_titles(self.lines, contents)
        numbered = chain(candidates(self.lines, self.free, listed, self.starts, self.fonts))
        self.deck = self.slides or (
            self.grids is None and is_deck(self.lines, self.starts, numbered, contents)
        )
        edges = self.starts if self.deck else self._page_edges()
        furniture = furniture_lines(self.lines, edges, self.vocabulary, deck=self.deck)
        furniture -= {heading.index for heading in numbered if not self.deck}
        furniture -= self._cover_title(furniture)
        if self.deck:
            self._take_cover()
        self._take("furniture", {index for index in furniture if self.free[index]})
        if not self.deck:
            self._take_cover()
        self._headings_and_tables(listed, frozenset(furniture))
        self._take("signature", signature_lines(self.lines, self.free, self.vocabulary))
        self._texts()
        self._take("furniture", {index for index, free in enumerate(self.free) if free})
        return sorted(self.pieces, key=lambda piece: piece.lines[0].number)

    def _headings_and_tables(self, listed: frozenset[str], furniture: frozenset[int]) -> None:
        """Headings stop the tables above them, so they come first."""
        if self.deck:
            stops = self._slide_headings()
        else:
            found = candidates(self.lines, self.free, listed, self.starts, self.fonts)
            stops = self._numbered_headings(chain(found))
        if self.grids is not None:
            self._captions()
            return
        for extent in find_extents(self.lines, self.free, stops, self.habits, self.vocabulary, furniture):
            self._table(extent)

    def _cover_title(self, furniture: set[int]) -> set[int]:
        """The report's name on the first page, though the running headers repeat it."""
        first = next(
            (index for index, line in enumerate(self.lines) if not line.blank and index >= self.front), 0
        )
        return {
            index
            for index in furniture
            if self.pages[index] == self.pages[first]
            and self.vocabulary.report_type_in(self.lines[index].text) is not None
            and not bears_place(self.lines[index].text)
        }

    def _take_cover(self) -> None:
        found = cover_lines(
            self.lines, self.free, self.starts, self.vocabulary, first=self.front, deck=self.deck
        )
        between = range(min(found), max(found)) if found else ()
        self._take(
            "cover", found | {index for index in between if self.free[index] and self.lines[index].blank}
        )

    def _read_tables(self) -> None:
        """Lines that stand for tables which are read already."""
        for index, line in enumerate(self.lines):
            grid = (self.grids or {}).get(line.number)
            if grid is not None and index >= self.front:
                self._add(Piece("table", (line,), self.pages[index], grid=grid), [index])

    def _captions(self) -> None:
        for piece in [piece for piece in self.pieces if piece.grid is not None]:
            first = piece.lines[0].number - self.lines[0].number
            caption = caption_lines(self.lines, self.free, first, self.vocabulary)
            if caption and piece.grid is not None:
                lines = tuple(self.lines[index] for index in caption)
                piece.grid.caption = tuple(line.text for line in lines if not line.blank)
                self._add(Piece("caption", lines, self.pages[caption[0]]), caption)

    def _page_edges(self) -> frozenset[int]:
        """Sure page starts; where a dump has none, those that a lost icon may feign."""
        sure = sure_page_starts(self.lines)
        return sure if len(sure) > 1 else self.starts

    def _page_numbers(self) -> list[int]:
        pages, page = [], 0
        for index in range(len(self.lines)):
            line = self.lines[index]
            page = line.page if isinstance(line, PageLine) else page + (index in self.starts)
            pages.append(max(1, page))
        return pages

    def _add(self, piece: Piece, indexes: Iterable[int]) -> None:
        for index in indexes:
            self.free[index] = False
        self.pieces.append(piece)

    def _take(self, kind: str, indexes: set[int]) -> None:
        """Lines of one kind, a piece for each run of lines."""
        for run in _runs(sorted(indexes)):
            lines = tuple(self.lines[index] for index in run)
            self._add(Piece(kind, lines, self.pages[run[0]]), run)  # type: ignore[arg-type]

    def _take_contents(self, indexes: set[int]) -> None:
        for run in _runs(sorted(indexes)):
            lines = tuple(self.lines[index] for index in run)
            self._add(Piece("contents", lines, self.pages[run[0]], items=titles_with_page(lines)), run)

    def _numbered_headings(self, found: Sequence[NumberedLine]) -> frozenset[int]:
        starts = frozenset(heading.index for heading in found)
        taken = frozenset(index for index, free in enumerate(self.free) if not free)
        for heading in found:
            last = title_end(self.lines, heading.index, starts | taken, self.habits, self.fonts)
            indexes = range(heading.index, last + 1)
            lines = tuple(self.lines[index] for index in indexes)
            title, marker = split_title(lines, heading.title_start, self.habits, self.vocabulary)
            number = ".".join(str(part) for part in heading.number)
            self._add(
                Piece(
                    "heading", lines, self.pages[heading.index], number, title, marker, len(heading.number)
                ),
                indexes,
            )
        return starts

    def _slide_headings(self) -> frozenset[int]:
        starts = set()
        # The lines of a text box end without blanks, whatever the habits of the running text.
        boxed = replace(self.habits, prints_blanks=False)
        for indexes in slide_titles(self.lines, self.free, self.starts, self.habits):
            lines = tuple(self.lines[index] for index in indexes)
            title, marker = split_title(lines, 0, boxed, self.vocabulary)
            starts.add(indexes[0])
            self._add(Piece("heading", lines, self.pages[indexes[0]], None, title, marker, 1), indexes)
        return frozenset(starts)

    def _table(self, extent: Extent) -> None:
        header = range(extent.header.first, extent.header.last + 1) if extent.header else range(0)
        body = [index for index in range(extent.body[0], extent.last + 1) if index in set(extent.body)]
        caption = caption_lines(self.lines, self.free, extent.first, self.vocabulary)
        if caption:
            self._add(
                Piece("caption", tuple(self.lines[i] for i in caption), self.pages[caption[0]]), caption
            )
        region = TableRegion(
            header=tuple(self.lines[index] for index in header),
            body=tuple(self.lines[index] for index in body),
            caption=tuple(self.lines[index] for index in caption if not self.lines[index].blank),
            repeats=tuple(self.lines[index] for index in extent.repeats),
            trailing_blanks=self.habits.prints_blanks,
            blank_means_more=self.habits.blank_means_more,
        )
        indexes = sorted({*header, *body, *extent.repeats})
        lines = tuple(self.lines[index] for index in indexes)
        self._add(Piece("table", lines, self.pages[extent.first], region=region), indexes)

    def _texts(self) -> None:
        """Headings without number, status lines, lists and paragraphs of what is left."""
        after = {piece.lines[0].number for piece in self.pieces if piece.kind in ("table", "list", "caption")}
        for piece in text_pieces(
            self._free_chunks(), after, self.habits, self.fonts, self.vocabulary, deck=self.deck
        ):
            first = self.lines[0].number
            indexes = [line.number - first for line in piece.lines]
            piece.page = self.pages[indexes[0]]
            self._add(piece, indexes)

    def _free_chunks(self) -> list[Chunk]:
        """Chunks of unassigned lines; an assigned line between two lines parts them."""
        chunks: list[Chunk] = []
        run: list[Line] = []
        parted = 0
        for index, line in enumerate(self.lines):
            if run and (line.blank or not self.free[index] or index in self.starts):
                chunks.append(Chunk(tuple(run), parted, self.pages[index - 1], False))
                run, parted = [], 0
            if not self.free[index]:
                parted = 9  # more than any number of blank lines
            elif not line.blank:
                run.append(line)
            else:
                parted += 1
        if run:
            chunks.append(Chunk(tuple(run), parted, self.pages[-1], False))
        return chunks


def _runs(indexes: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for index in indexes:
        if runs and index == runs[-1][-1] + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs
