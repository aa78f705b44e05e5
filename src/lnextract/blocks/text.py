"""Running text: headings without number, status lines, lists, paragraphs."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.blocks.fonts import Fonts, stands_out
from lnextract.blocks.layout import BULLET, Chunk, Habits, is_bullet
from lnextract.blocks.status_lines import states_status
from lnextract.blocks.titles import bare_heading_lines, split_title
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.blocks import Piece
from lnextract.model.source import Line
from lnextract.swedish.words import join_lines

PARTED = 9
"""A chunk's `blanks_before` where another piece stands between it and the chunk before."""


def text_pieces(
    chunks: Sequence[Chunk],
    tables: set[int],
    habits: Habits,
    fonts: Fonts,
    vocabulary: Vocabulary,
    *,
    deck: bool,
) -> list[Piece]:
    """The pieces of chunks that are neither table nor furniture. `tables`: first line numbers of tables."""
    return _Texts(list(chunks), tables, habits, fonts, vocabulary, deck).pieces()


class _Texts:
    def __init__(
        self,
        chunks: list[Chunk],
        tables: set[int],
        habits: Habits,
        fonts: Fonts,
        vocabulary: Vocabulary,
        deck: bool,
    ) -> None:
        self.tables, self.habits, self.fonts = tables, habits, fonts
        self.vocabulary, self.deck = vocabulary, deck
        self.found: list[Piece] = []
        self.chunks = [part for chunk in chunks for part in self._parted(chunk)]

    def _parted(self, chunk: Chunk) -> list[Chunk]:
        """A chunk cut before a status and before headings where no blank line sets them off."""
        cuts = [0]
        for at in range(1, len(chunk.lines)):
            if at - cuts[-1] == 1 and self._is_status(chunk.lines[cuts[-1] : at + 1]):
                continue
            after_status = self._is_status(chunk.lines[cuts[-1] : at])
            if (
                after_status
                or self._is_status(chunk.lines[at : at + 1])
                or self._is_status(chunk.lines[at : at + 2])
                or (
                    not self.deck
                    and (self._font_changes(chunk.lines, at) or self._heads_the_rest(chunk.lines, at))
                )
            ):
                cuts.append(at)
        ends = [*cuts[1:], len(chunk.lines)]
        return [
            Chunk(chunk.lines[start:end], chunk.blanks_before if start == 0 else 0, chunk.page, False)
            for start, end in zip(cuts, ends, strict=True)
        ]

    def _font_changes(self, lines: Sequence[Line], at: int) -> bool:
        """Whether a heading's font begins or ends here."""
        return self.fonts.tells and stands_out(lines[at], self.fonts) != stands_out(lines[at - 1], self.fonts)

    def _heads_the_rest(self, lines: Sequence[Line], at: int) -> bool:
        """Whether a line after the end of a sentence is the heading of those after it."""
        ended = lines[at - 1].text.rstrip().endswith((".", "!", "?"))
        if not ended or at + 1 >= len(lines) or is_bullet(lines[at].text):
            return False
        return bare_heading_lines(lines[at:], True, self.habits, self.fonts) == 1

    def _is_status(self, lines: Sequence[Line]) -> bool:
        """«Årsprognos Uppfylls», on one line or on two."""
        return states_status(" ".join(line.text.strip() for line in lines), self.vocabulary)

    def pieces(self) -> list[Piece]:
        at = 0
        while at < len(self.chunks):
            at += self._status(at) or self._one(at)
        return self.found

    def _one(self, at: int) -> int:
        lines = list(self.chunks[at].lines)
        begins_list = is_bullet(lines[0].text)
        if not self.deck and not begins_list and not self._listed(lines):
            count = bare_heading_lines(lines, self._something_follows(at), self.habits, self.fonts)
            if count and not self._repeats_identity(lines[:count]):
                self._heading(lines[:count])
                lines = lines[count:]
        while lines:
            lines = self._list(lines, at) if self._listed(lines) else self._paragraph(lines, at)
        return 1

    def _something_follows(self, at: int) -> bool:
        """Whether text or a table stands below that a heading can head."""
        if at + 1 < len(self.chunks):
            after = self.chunks[at + 1]
            if after.lines[0].text.strip()[:1].islower():
                return False  # a paragraph that a page break cut
            if after.blanks_before < PARTED:
                return True
        last = self.chunks[at].lines[-1].number
        return any(0 < number - last <= 4 for number in self.tables)

    def _repeats_identity(self, lines: Sequence[Line]) -> bool:
        """A line that only repeats report name and body is no section."""
        text = " ".join(line.text.strip() for line in lines)
        return self.vocabulary.report_type_in(text) is not None and bool(self.vocabulary.body_in(text))

    def _heading(self, lines: Sequence[Line]) -> None:
        title, marker = split_title(lines, 0, self.habits, self.vocabulary)
        self.found.append(Piece("heading", tuple(lines), title=title, marker=marker))

    def _status(self, at: int) -> int:
        """«Årsprognos» and the printed word after it, on one line or two; number of chunks taken."""
        words = self.vocabulary.words("status_word")
        text = self._joined(self.chunks[at].lines)
        head, colon, rest = text.partition(":")
        if colon and words.key(head.strip()) and self.vocabulary.status_of(rest):
            self.found.append(Piece("status", self.chunks[at].lines, text=self.vocabulary.status_of(rest)))
            return 1
        for size in (1, 2, 3):
            split = text.split()
            if len(split) > size and words.key(" ".join(split[:size])):
                status = self.vocabulary.status_of(" ".join(split[size:]))
                if status:
                    self.found.append(Piece("status", self.chunks[at].lines, text=status))
                    return 1
        if words.key(text.rstrip(": ")) and at + 1 < len(self.chunks):
            after = self.chunks[at + 1]
            status = self.vocabulary.status_of(self._joined(after.lines))
            if status and after.blanks_before < PARTED:
                self.found.append(Piece("status", (*self.chunks[at].lines, *after.lines), text=status))
                return 2
        return 0

    def _joined(self, lines: Sequence[Line]) -> str:
        return join_lines(
            [line.text for line in lines],
            known=self.vocabulary.known_words,
            trailing_blanks=self.habits.prints_blanks,
        )

    def _listed(self, lines: Sequence[Line]) -> bool:
        if is_bullet(lines[0].text):
            return True
        # Bullets that were lost leave one blank each.
        lost = [line.text.startswith(" ") and not line.text.startswith("  ") for line in lines]
        return lost[0] and sum(lost) >= 2 and len(lines) >= 2 and lost[1]

    def _list(self, lines: list[Line], at: int) -> list[Line]:
        bulleted = is_bullet(lines[0].text)
        items: list[list[Line]] = []
        taken = 0
        for line in lines:
            begins = is_bullet(line.text) if bulleted else line.text.startswith(" ")
            if begins:
                items.append([line])
            elif items and self._item_goes_on(items[-1][-1], line):
                items[-1].append(line)
            else:
                break
            taken += 1
        before = self.found[-1] if self.found else None
        texts = tuple(self._item(item) for item in items)
        if before is not None and before.kind == "list" and self.chunks[at].blanks_before < 3 and taken:
            before.lines += tuple(lines[:taken])
            before.items += texts
        else:
            self.found.append(Piece("list", tuple(lines[:taken]), items=texts))
        return lines[taken:]

    def _item(self, lines: Sequence[Line]) -> str:
        texts = [line.text for line in lines]
        match = BULLET.match(texts[0])
        texts[0] = texts[0][match.end() :] if match else texts[0]
        return join_lines(texts, known=self.vocabulary.known_words, trailing_blanks=self.habits.prints_blanks)

    def _item_goes_on(self, before: Line, line: Line) -> bool:
        text = line.text.strip()
        return (
            text[:1].islower() or before.text.endswith(" ") or not before.text.rstrip().endswith((".", ":"))
        )

    def _paragraph(self, lines: list[Line], at: int) -> list[Line]:
        stop = next((i for i in range(1, len(lines)) if is_bullet(lines[i].text)), len(lines))
        text = self._joined(lines[:stop])
        before = self.found[-1] if self.found else None
        if (
            before is not None
            and before.kind == "list"
            and stop == len(lines)
            and self._ends_item(before, lines, at)
        ):
            before.lines += tuple(lines)
            last = [*before.items[-1:], *(line.text for line in lines)]
            before.items = (
                *before.items[:-1],
                join_lines(last, known=self.vocabulary.known_words, trailing_blanks=False),
            )
            return []
        if before is not None and self._cut_by_page(before, text):
            texts = [line.text for line in (*before.lines, *lines[:stop])]
            before.text = join_lines(
                texts, known=self.vocabulary.known_words, trailing_blanks=self.habits.prints_blanks
            )
            before.lines += tuple(lines[:stop])
        else:
            self.found.append(Piece("paragraph", tuple(lines[:stop]), text=text))
        return lines[stop:]

    def _cut_by_page(self, before: Piece, text: str) -> bool:
        """Whether a paragraph goes on with another that a page break or its running header cut off."""
        ended = (before.text or "").endswith((".", ":", "!", "?", ";", "”", '"'))
        more = self.habits.blank_means_more and before.lines[-1].text.endswith(" ")
        return before.kind == "paragraph" and not ended and text[:1].islower() and (more or not self.deck)

    def _ends_item(self, before: Piece, lines: Sequence[Line], at: int) -> bool:
        """Whether the lines are the rest of the last item of the list before them."""
        text, last = lines[0].text.strip(), before.lines[-1].text
        if self.chunks[at].blanks_before >= 3 or last.rstrip().endswith((".", "!", "?", ":")):
            return False
        return text[:1].islower() or (self.habits.blank_means_more and last.endswith(" "))
