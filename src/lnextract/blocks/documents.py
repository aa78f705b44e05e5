"""One file that holds several documents: where each begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lnextract.blocks.layout import sure_page_starts
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.source import Line

MOST_TITLE_LINES = 8
MOST_TITLE_CHARS = 80
LEAST_LINES = 12
"""Printed lines of the shortest document."""
FIRST_HEADING = re.compile(r"\s*1\.?\s+[A-ZÅÄÖ][^\d]*$")


def split_documents(lines: Sequence[Line], vocabulary: Vocabulary) -> list[Sequence[Line]]:
    """The lines of each document: a new one begins with a cover of its own after a page break, where the
    numbers of the headings begin anew or another board is named."""
    starts = sorted(sure_page_starts(lines))
    begins = [0]
    named = _cover(lines, 0, vocabulary)
    for start in starts[1:]:
        cover = _cover(lines, start, vocabulary)
        if cover is None or cover == named:
            continue
        if sum(not line.blank for line in lines[begins[-1] : start]) < LEAST_LINES:
            continue
        if _numbers_begin_anew(lines, start) and _has_numbers(lines[begins[-1] : start]):
            begins.append(start)
            named = cover
    return [lines[begin:end] for begin, end in zip(begins, [*begins[1:], len(lines)], strict=True)]


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
