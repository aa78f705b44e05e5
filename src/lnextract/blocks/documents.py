"""One file that holds several documents: where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.blocks.layout import sure_page_starts
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line

FRONT_TITLE_LINES = 6
MOST_TITLE_LINES = 8
MOST_TITLE_CHARS = 80
LEAST_LINES = 12
"""Printed lines of the shortest document."""
FIRST_HEADING = re.compile(r"\s*1\.?\s+[A-ZÅÄÖ][^\d]*$")


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """The lines of one document of a file."""

    lines: tuple[Line, ...]
    front: int
    """Lines at its beginning that are the bundle's, such as the föredragningslista."""


def split_documents(lines: Sequence[Line], vocabulary: Vocabulary) -> list[DocumentLines]:
    """The lines of each document: a new one begins with a cover of its own after a page break, where the
    numbers of the headings begin anew."""
    starts = sorted(sure_page_starts(lines))
    begins = [0]
    front = _front_matter(lines, starts, vocabulary)
    named = _cover(lines, front, vocabulary)
    for start in (start for start in starts[1:] if start > front):
        cover = _cover(lines, start, vocabulary)
        if cover is None or cover == named:
            continue
        if sum(not line.blank for line in lines[begins[-1] : start]) < LEAST_LINES:
            continue
        if _numbers_begin_anew(lines, start) and _has_numbers(lines[begins[-1] : start]):
            begins.append(start)
            named = cover
    ends = [*begins[1:], len(lines)]
    return [
        DocumentLines(tuple(lines[begin:end]), front if begin == 0 else 0)
        for begin, end in zip(begins, ends, strict=True)
    ]


def _front_matter(lines: Sequence[Line], starts: Sequence[int], vocabulary: Vocabulary) -> int:
    """How many lines of a kallelse stand before the first report that it encloses; 0 where none does."""
    if vocabulary.report_type_in("\n".join(line.text for line in lines[:FRONT_TITLE_LINES])) != "other":
        return 0
    for start in starts[1:]:
        if _cover(lines, start, vocabulary) is not None and _numbers_begin_anew(lines, start):
            return 0 if _has_numbers(lines[:start]) else start
    return 0


def _cover(lines: Sequence[Line], start: int, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """Board and report that the short lines at a page's top name; None for an ordinary page."""
    texts: list[str] = []
    for line in lines[start:]:
        if line.blank:
            if texts and len(texts) >= MOST_TITLE_LINES:
                break
            continue
        text = line.text.strip()
        if len(text) > MOST_TITLE_CHARS or text.endswith(".") or FIRST_HEADING.match(text):
            break
        texts.append(text)
        if len(texts) >= MOST_TITLE_LINES:
            break
    joined = "\n".join(texts)
    bodies = vocabulary.body_in(joined)
    kind = vocabulary.report_type_in(joined)
    return (bodies[0].name, kind) if bodies and kind not in (None, "other") else None


def _numbers_begin_anew(lines: Sequence[Line], start: int) -> bool:
    """Whether a heading numbered 1 follows before any other numbered heading."""
    for line in lines[start:]:
        if FIRST_HEADING.match(line.text) and len(line.text.strip()) <= MOST_TITLE_CHARS:
            return True
        if re.match(r"\s*[2-9](?:\.\d+)*\.?\s+[A-ZÅÄÖ][^\d]*$", line.text):
            return False
    return False


def _has_numbers(lines: Sequence[Line]) -> bool:
    return any(FIRST_HEADING.match(line.text) for line in lines)
