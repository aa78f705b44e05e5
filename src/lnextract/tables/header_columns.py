"""The columns that a header names: their printed heads, roles, and the relations their words suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.knowledge.headers import HeaderPhrase
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import GridCell
from lnextract.model.source import Line
from lnextract.model.spans import TextSpan

LABEL_ROLES = ("label", "group", "code")
VALUE_ROLES = ("figure", "text", "status", "unknown")


@dataclass(frozen=True, slots=True)
class HeaderColumn:
    """One column that the header names."""

    role: str
    key: str | None
    text: str
    """Words joined, white space folded."""
    span: TextSpan
    spanner: str | None = None
    """The upper header that this column stands under."""
    percent: bool = False


def header_columns(lines: Sequence[Line], vocabulary: Vocabulary) -> list[HeaderColumn]:
    """The columns of a header printed over several lines of a dump, from left to right."""
    if not lines:
        return []
    text = "\n".join(line.text for line in lines)
    starts = _offsets(lines)
    return [
        HeaderColumn(phrase.role, phrase.key, phrase.text, _span(phrase, lines, starts), percent=_percent(phrase))
        for phrase in vocabulary.headers.segment(text)
    ]


def _offsets(lines: Sequence[Line]) -> list[int]:
    offsets, at = [], 0
    for line in lines:
        offsets.append(at)
        at += len(line.text) + 1
    return offsets


def _span(phrase: HeaderPhrase, lines: Sequence[Line], offsets: Sequence[int]) -> TextSpan:
    def place(offset: int) -> tuple[Line, int]:
        at = max(i for i, start in enumerate(offsets) if start <= offset)
        return lines[at], lines[at].start + offset - offsets[at]

    line, start = place(phrase.start)
    _, last = place(phrase.end - 1)
    return TextSpan(line=line.number, start=start, end=last + 1)


def _percent(phrase: HeaderPhrase) -> bool:
    return phrase.key == "pct" or "percent" in phrase.keys("qualifier") or phrase.text.rstrip(")").endswith("%")


def header_cells(columns: Sequence[tuple[int, HeaderColumn]]) -> list[GridCell]:
    """Grid cells of the header row."""
    return [GridCell(row=0, column=at, text=column.text, span=column.span) for at, column in columns]
