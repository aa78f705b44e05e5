"""Tables of words without any line: a bold header, and below each of its words a column that begins there."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.tables.pdf.lines import Chunk, TextLine, chunks_of
from lnextract.tables.pdf.page_words import PageWords
from lnextract.tables.pdf.printed import is_caption, is_list_mark
from lnextract.tables.pdf.regions import Region
from lnextract.tables.pdf.rules import Rules

LEAST_HEADS = 3
"""Two bold words on a line may be headings of two columns of text."""
SAME_EDGE_PT = 2.5
"""A cell begins so near where its header does."""
SAME_CELL_EM = 1.0
"""Chunks of one cell, such as a figure and the words after it, lie at most so many font sizes apart."""
WIDEST_GAP_EM = 1.6
"""A gap between lines of more font sizes ends the table."""
MOST_HEADER_LINES = 3
LEAST_LINES = 2
LONGEST_HEAD = 40
"""Letters of a header over a column of text."""


def headed_regions(page: PageWords, rules: Rules) -> list[Region]:
    """The regions that a bold header opens and whose lines begin where its words do."""
    if not any(word.bold for word in page.words):
        return []
    lines = page.lines
    rows = [chunks_of(line, page.blank) for line in lines]
    out = []
    at = 0
    while at < len(lines):
        end = _end(lines, rows, at) if _is_header(rows[at]) else at
        if end > at:
            taken = [word for line in lines[at:end] for word in line.words]
            out.append(
                Region(
                    taken,
                    rules.within(lines[at].x0, lines[at].core_top, lines[at].x1, lines[end - 1].core_bottom),
                    [],
                )
            )
        at = max(end, at + 1)
    return out


def _is_header(row: Sequence[Chunk]) -> bool:
    return (
        (len(row) >= LEAST_HEADS or (len(row) == 2 and _is_known(row)))
        and all(chunk.bold for chunk in row)
        and not is_list_mark(row[0].text)
        and not any(is_caption(chunk.text) or chunk.value for chunk in row)
    )


def _is_known(row: Sequence[Chunk]) -> bool:
    """Whether the vocabulary knows two words as headers: *Aktivitet*, *Kommentar*."""
    if not all(chunk.bold for chunk in row) or max(len(chunk.text) for chunk in row) > LONGEST_HEAD:
        return False
    return load_vocabulary().headers.looks_like_header("\n".join(chunk.text for chunk in row))


def _end(lines: Sequence[TextLine], rows: Sequence[Sequence[Chunk]], start: int) -> int:
    """The index after the last line of the table that a header opens;
    the header's own where there is none."""
    lefts = [chunk.x0 for chunk in rows[start]]
    size = lines[start].size
    body = 0
    filled: set[int] = set()
    at = start + 1
    while at < len(lines):
        if (
            lines[at].core_top - lines[at - 1].core_bottom > WIDEST_GAP_EM * size
            or lines[at].size > 1.1 * size
        ):
            break
        places = _places(rows[at], lefts)
        if None in places:
            break
        bold = all(chunk.bold for chunk in rows[at]) and not any(chunk.value for chunk in rows[at])
        if bold and (len(rows[at]) > 1 if body else at - start >= MOST_HEADER_LINES):
            break
        if not bold:
            body += 1
            filled.update(place for place in places if place is not None)
        at += 1
    return at if body >= LEAST_LINES and len(filled) >= 2 else start


def _places(row: Sequence[Chunk], lefts: Sequence[float]) -> list[int | None]:
    """The header that each chunk of a line begins under; what goes on with a cell stands under the same."""
    places: list[int | None] = []
    for before, chunk in zip([None, *row], row, strict=False):
        place = _place(chunk, lefts)
        if place is None and before is not None and places[-1] is not None:
            right = lefts[places[-1] + 1] if places[-1] + 1 < len(lefts) else float("inf")
            if chunk.x0 - before.x1 < SAME_CELL_EM * chunk.size and chunk.x1 < right:
                place = places[-1]
        places.append(place)
    return places


def _place(chunk: Chunk, lefts: Sequence[float]) -> int | None:
    """The header that a chunk begins under; None where there is none, or where it runs under the next one."""
    for at, left in enumerate(lefts):
        if abs(chunk.x0 - left) < SAME_EDGE_PT:
            return at if at + 1 == len(lefts) or chunk.x1 < lefts[at + 1] else None
    return None
