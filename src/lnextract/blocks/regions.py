"""Where the tables of a dump begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lnextract.blocks.figure_rows import is_year_run, most_values
from lnextract.blocks.header import Header
from lnextract.blocks.headers import captions, header_at, is_heading_of_table, with_line_above
from lnextract.blocks.layout import Habits, is_bullet
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line
from lnextract.swedish.tails import figure_runs, tail_run

MAX_LABEL_CHARS = 75
"""A longer line without figures is prose, not a label."""
PROSE_SHARE = 0.85
"""Lines wider than this share of the prose width end a table that has a text column."""
MAX_PENDING_LINES = 14
"""Printed lines without figures that may stand before a row: its wrapped label and headings above it."""
SENTENCE_BEFORE = re.compile(
    r"(?:\b(?:till|med|på|om|är|var|blev|blir|den|år|av|från|under|över|cirka|ca|och|för)|,)$", re.IGNORECASE
)
COMMENT = re.compile(r"\s*(?:Kommentar|Kommentarer|Analys|Anmärkning|Not|Källa)\s*:")
"""What is said of a table below it."""
MOST_STATUS_WORDS = 4
MOST_HEADING_WORDS = 6
"""Words of a heading without number between two tables."""
SIGNING_LINE = re.compile(r"\s*[._…]{8,}\s*$")
PLACE_AND_DATE = re.compile(r"\s*[A-ZÅÄÖ]\D{2,40}\d{1,4}[- ](?:\d\d-\d\d|[a-z]{3,9} \d{4})\s*$")
SIGNED_WITHIN = 3
"""Printed lines below place and date."""
BARE_ROWS = 3
"""Rows that make a table of figures where no header is printed."""


@dataclass(slots=True)
class Extent:
    """Indexes of the lines of one table."""

    header: Header | None
    body: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.header.first if self.header else self.body[0]

    @property
    def last(self) -> int:
        return self.body[-1] if self.body else (self.header.last if self.header else -1)


def find_extents(
    lines: Sequence[Line],
    free: Sequence[bool],
    stops: frozenset[int],
    habits: Habits,
    vocabulary: Vocabulary,
    furniture: frozenset[int],
) -> list[Extent]:
    """All tables. `free`: lines not yet assigned; `stops`: lines that begin a numbered heading;
    `furniture`: page numbers and running headers, passed over inside a table."""
    extents = []
    index = 0
    while index < len(lines):
        extent = None
        if free[index] and not lines[index].blank and index not in stops:
            header = header_at(lines, index, vocabulary)
            scan = _Scan(lines, free, stops, habits, vocabulary, furniture)
            if header is not None and not any(i in stops for i in range(header.first + 1, header.last + 1)):
                extent = scan.after_header(with_line_above(lines, free, header, vocabulary))
            elif header is None and _bare_row(lines[index]):
                extent = scan.without_header(index)
        if extent is None:
            index += 1
        else:
            extents.append(extent)
            index = extent.last + 1
    return extents


def _bare_row(line: Line) -> bool:
    run = tail_run(line.text)
    return (
        run is not None
        and not is_year_run(run)
        and 0 < len(line.text[: run.start].strip()) <= MAX_LABEL_CHARS
        and most_values(run) >= 2
        and not is_bullet(line.text)
    )


@dataclass(slots=True)
class _Scan:
    lines: Sequence[Line]
    free: Sequence[bool]
    stops: frozenset[int]
    habits: Habits
    vocabulary: Vocabulary
    furniture: frozenset[int]

    def after_header(self, header: Header) -> Extent | None:
        extent = Extent(header)
        if header.figures:
            self._figure_rows(extent, header.last + 1)
        else:
            self._text_rows(extent, header.last + 1)
        return extent if any(not self.lines[i].blank for i in extent.body) else None

    def without_header(self, first: int) -> Extent | None:
        extent = Extent(None)
        self._figure_rows(extent, first)
        rows = [i for i in extent.body if (run := tail_run(self.lines[i].text)) and not is_year_run(run)]
        several = sum(most_values(run) >= 2 for i in rows if (run := tail_run(self.lines[i].text)))
        return extent if len(rows) >= BARE_ROWS and several >= 2 else None

    def _figure_rows(self, extent: Extent, start: int) -> None:
        header = extent.header
        with_text = header is not None and header.has_text_column
        pending: list[int] = []
        index = start
        while index < len(self.lines):
            line = self.lines[index]
            if index in self.furniture:
                index += 1
                continue
            if line.blank and self.free[index]:
                pending.append(index)
                index += 1
                continue
            if not self.free[index] or index in self.stops or captions(line.text, self.vocabulary):
                break
            repeat = self._repeat_of(header, index)
            if repeat:
                extent.repeats.extend(range(index, repeat + 1))
                index = repeat + 1
                continue
            if self._ends_row(line, with_text):
                extent.body.extend([*pending, index])
                pending = []
            elif (
                COMMENT.match(line.text)
                or self._is_prose(line, with_text)
                or self._begins_other(header, index)
            ):
                break
            else:
                pending.append(index)
                if sum(not self.lines[i].blank for i in pending) > MAX_PENDING_LINES:
                    break
            index += 1
        if with_text:
            extent.body.extend(self._last_comment(extent, pending))

    def _ends_row(self, line: Line, with_text: bool) -> bool:
        runs = figure_runs(line.text)
        run = tail_run(line.text) or (runs[0] if runs and with_text else None)
        if is_bullet(line.text) and not with_text and (run is None or line.text[: run.start].strip()):
            return False
        if run is not None and not is_year_run(run):
            label = line.text[: run.start].strip()
            return len(label) <= MAX_LABEL_CHARS and (with_text or not self._is_sentence(line.text, label))
        trailing = len(line.text) - len(line.text.rstrip(" "))
        return self.habits.prints_blanks and trailing >= 2 and len(line.text.strip()) <= MAX_LABEL_CHARS

    def _is_sentence(self, text: str, label: str) -> bool:
        """A line of prose may end in a figure too: after a preposition, or at the end of its sentence."""
        return text.rstrip().endswith(".") or bool(SENTENCE_BEFORE.search(label))

    def _is_prose(self, line: Line, with_text: bool) -> bool:
        length = len(line.text.strip())
        if with_text and self.habits.prose_width:
            return length > PROSE_SHARE * self.habits.prose_width
        return length > MAX_LABEL_CHARS or (length > 50 and line.text.rstrip().endswith("."))

    def _repeat_of(self, header: Header | None, index: int) -> int | None:
        """Index of the last line of the header printed again at `index`."""
        if header is None:
            return None
        squashed, rest = "", header.squashed
        for at in range(index, min(len(self.lines), index + 40)):
            squashed += "".join(self.lines[at].text.split()).casefold()
            if squashed == rest:
                return at
            if not rest.startswith(squashed):
                return None
        return None

    def _begins_other(self, header: Header | None, index: int) -> bool:
        """Whether another table's header begins here; a small letter goes on with the label above."""
        if self.lines[index].text.lstrip()[:1].islower():
            return False
        if is_heading_of_table(self.lines, index, self.vocabulary):
            return True
        other = header_at(self.lines, index, self.vocabulary)
        return other is not None and (header is None or other.squashed != header.squashed)

    def _last_comment(self, extent: Extent, pending: list[int]) -> list[int]:
        """The first chunk after the last row: its comment, where the header has a column for one."""
        chunk: list[int] = []
        for index in pending:
            if self.lines[index].blank and any(not self.lines[i].blank for i in chunk):
                break
            chunk.append(index)
        return chunk if extent.body and any(not self.lines[i].blank for i in chunk) else []

    def _text_rows(self, extent: Extent, start: int) -> None:
        header = extent.header
        widest = 0
        pending: list[int] = []
        for index in range(start, len(self.lines)):
            line = self.lines[index]
            if index in self.furniture:
                continue
            if line.blank and self.free[index]:
                pending.append(index)
                continue
            if not self.free[index] or index in self.stops:
                break
            if any(index <= last for last in extent.repeats[-1:]):
                continue
            repeat = self._repeat_of(header, index)
            if repeat:
                extent.repeats.extend(range(index, repeat + 1))
                continue
            length = len(line.text.rstrip())
            if captions(line.text, self.vocabulary) or self._begins_other(header, index):
                self._leave_heading(extent, index)
                break
            if self._is_paragraph(index, widest) or self._signs(index):
                break
            widest = max(widest, length)
            extent.body.extend([*pending, index])
            pending = []

    def _leave_heading(self, extent: Extent, index: int) -> None:
        """Give back the last line where it heads what begins at `index`: right above it, and below a blank
        line, a page number or the end of a sentence."""
        body = extent.body
        if len(body) < 2 or any(self.lines[at].blank for at in range(body[-1] + 1, index)):
            return
        text, above = self.lines[body[-1]].text.strip(), body[-1] - 1
        apart = (
            self.lines[above].blank
            or above in self.furniture
            or self.lines[above].text.rstrip().endswith(".")
        )
        words = len(text.split())
        if (
            apart
            and words <= MOST_HEADING_WORDS
            and text[:1].isupper()
            and not text.endswith((".", ",", ":"))
        ):
            del body[-1]
            while body and self.lines[body[-1]].blank:
                del body[-1]

    def _begins_with_status(self, text: str) -> bool:
        """Whether a line begins as the row of a wrapped label goes on: «Enligt plan Information ges …»."""
        words = text.split(maxsplit=MOST_STATUS_WORDS)[:MOST_STATUS_WORDS]
        return any(self.vocabulary.status_of(" ".join(words[:count])) for count in range(1, len(words) + 1))

    def _signs(self, index: int) -> bool:
        """Whether a signature begins: place and date, and soon below them a line to sign on."""
        if not PLACE_AND_DATE.match(self.lines[index].text):
            return bool(SIGNING_LINE.match(self.lines[index].text))
        below = [line for line in self.lines[index + 1 : index + 8] if not line.blank]
        return any(SIGNING_LINE.match(line.text) for line in below[:SIGNED_WITHIN])

    def _is_paragraph(self, index: int, widest: int) -> bool:
        """Whether prose begins: a line wider than the table, with another wide one after it or none at all.

        A line of a table may be that wide where a label, its status and its comment stand on one.
        """
        width = PROSE_SHARE * self.habits.prose_width
        text = self.lines[index].text.rstrip()
        if not width or len(text) <= width or not widest or len(text) <= 1.2 * widest:
            return False
        if self._begins_with_status(text):
            return False
        after = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if after is None or after.blank:
            return index > 0 and self.lines[index - 1].blank
        return len(after.text.rstrip()) > width
