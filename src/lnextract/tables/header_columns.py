"""The columns that a header names: their printed heads, roles, and the relations their words suggest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lnextract.knowledge.headers import HeaderPhrase, within_cells
from lnextract.knowledge.spanner_lines import spanner_texts
from lnextract.knowledge.vocabulary import Vocabulary
from lnextract.model.grid import GridCell
from lnextract.model.source import Line
from lnextract.model.spans import TextSpan
from lnextract.tables.stacked_headers import stacked_heads

MOST_SPANNER_LINES = 8
"""Lines, blank ones included, in which spanners are looked for at the top of a header."""
LABEL_ROLES = ("label", "group", "code")
COMPARING = ("change", "deviation")
"""Heads of a column that compares the years before it."""
YEAR_AT_END = re.compile(r"\s(?P<year>(?:19|20)\d\d)$")
YEAR_AT_START = re.compile(r"(?P<year>(?:19|20)\d\d)\s")
HEADS_OF_BOTH = ("amount", "target")
"""Heads of a column of figures that may head the labels where they stand first."""


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


def header_readings(lines: Sequence[Line], vocabulary: Vocabulary) -> list[list[HeaderColumn]]:
    """The ways to read a header printed over several lines of a dump as columns, likeliest first."""
    if not lines:
        return [[]]
    upper, spanners = _spanner_lines(lines, vocabulary)
    if upper:
        above, below = _columns(lines[:upper], spanners), lines[upper:]
        return _with_lone_signs(
            [[*above, *_columns(below, phrases)] for phrases in vocabulary.headers.readings(_text(below))]
        )
    worded = _under_words(lines, vocabulary)
    if worded:
        return worded
    flat = [_columns(lines, phrases) for phrases in vocabulary.headers.readings(_text(lines))]
    return [
        *_stacked(lines, flat[0], vocabulary),
        *_with_lone_signs(flat),
        *_without_label(flat[0]),
        *_years_apart(flat[0]),
    ]


def _years_apart(columns: Sequence[HeaderColumn]) -> list[list[HeaderColumn]]:
    """The reading in which years between the label's head and the last one are columns of their own:
    «Personal 2021 2020 Förändring»."""
    parted = [part for column in columns for part in _year_apart(column)]
    return [parted] if len(parted) > len(columns) else []


def _year_apart(column: HeaderColumn) -> list[HeaderColumn]:
    match = YEAR_AT_END.search(column.text) if column.role == "label" else None
    match = match or (YEAR_AT_START.match(column.text) if column.key in COMPARING else None)
    if match is None:
        return [column]
    at, span = match.start("year"), column.span
    year = TextSpan(line=span.line, start=span.start + at, end=span.start + at + len(match["year"]))
    dated = replace(column, role="period", key="year", text=match["year"], span=year, percent=False)
    rest = replace(column, text=(column.text[:at] + column.text[match.end("year") :]).strip())
    return [rest, dated] if at else [dated, rest]


def _without_label(columns: Sequence[HeaderColumn]) -> list[list[HeaderColumn]]:
    """The reading in which a first word that heads figures as well does so: «Intäkter Kostnader Netto»."""
    first, *rest = columns
    if (
        first.key not in HEADS_OF_BOTH
        or first.role != "label"
        or any(each.role in LABEL_ROLES for each in rest)
    ):
        return []
    return [[replace(first, role="figure"), *rest]]


def _under_words(lines: Sequence[Line], vocabulary: Vocabulary) -> list[list[HeaderColumn]]:
    """The header below a first line of spanners that the lexicon doesn't know."""
    first = next((at for at, line in enumerate(lines) if not line.blank), 0)
    below = lines[first + 1 :]
    if not any(not line.blank for line in below):
        return []
    columns = _columns(below, vocabulary.headers.segment(_text(below)))
    heads = [at for at, column in enumerate(columns) if column.role == "figure"]
    texts = spanner_texts(lines[first].text, [columns[at].key for at in heads])
    if not texts or len(columns) - heads[0] != len(heads):
        return []
    size = len(heads) // len(texts)
    for at in heads:
        upper = texts[(at - heads[0]) // size]
        columns[at] = replace(columns[at], text=f"{upper} {columns[at].text}", spanner=upper)
    return [columns]


def _stacked(
    lines: Sequence[Line], flat: Sequence[HeaderColumn], vocabulary: Vocabulary
) -> list[list[HeaderColumn]]:
    """The header read in rows, where read cell by cell it has another number of columns."""
    found = stacked_heads(lines, vocabulary)
    if found is None or len(found[1]) == len(flat):
        return []
    line, heads = found
    return [
        [
            HeaderColumn(
                head.phrase.role,
                head.phrase.key,
                head.phrase.text,
                TextSpan(line=line.number, start=line.start + head.start, end=line.start + head.end),
                percent=_percent(head.phrase),
            )
            for head in heads
        ]
    ]


def _with_lone_signs(found: list[list[HeaderColumn]]) -> list[list[HeaderColumn]]:
    """The readings, and those in which a «%» within a head is, or begins, a column of its own."""
    more = [
        [*columns[:at], *_sign_apart(column), *columns[at + 1 :]]
        for columns in found
        for at, column in enumerate(columns)
        if column.role == "figure" and len(_sign_apart(column)) > 1
    ]
    return [
        *found,
        *(columns for at, columns in enumerate(more) if columns not in found and columns not in more[:at]),
    ]


def _sign_apart(column: HeaderColumn) -> list[HeaderColumn]:
    """«Prognos %», «Utfall % av budget» and «% Prognos» as two columns each."""
    span, text = column.span, column.text
    cut = 2 if text.startswith("% ") and text[2:3].isupper() else text.find(" %") + 1
    if not cut:
        return [column]
    first, second = text[: cut - 1], text[cut:]
    place = span.start + len(first)
    return [
        _part_of(column, first, TextSpan(line=span.line, start=span.start, end=place)),
        _part_of(column, second, TextSpan(line=span.line, start=min(place + 1, span.end - 1), end=span.end)),
    ]


def _part_of(column: HeaderColumn, text: str, span: TextSpan) -> HeaderColumn:
    percent = text.startswith("%")
    key = "pct" if percent else None if column.key == "pct" else column.key
    return replace(column, key=key, text=text, span=span, percent=percent)


def _text(lines: Sequence[Line]) -> str:
    """The lines as one text of the same length."""
    return within_cells("\n".join(line.text for line in lines))


def _spanner_lines(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[int, list[HeaderPhrase]]:
    """How many lines at the top hold only spanners, and these: periods, perhaps with the label's head."""
    for count in range(min(MOST_SPANNER_LINES, len(lines) - 1), 0, -1):
        for phrases in vocabulary.headers.readings("\n".join(line.text for line in lines[:count])):
            roles = [phrase.role for phrase in phrases]
            if roles[:1] == ["label"]:
                roles = roles[1:]
            if len(roles) >= 2 and set(roles) == {"period"}:
                return count, phrases
    return 0, []


def _columns(lines: Sequence[Line], phrases: Sequence[HeaderPhrase]) -> list[HeaderColumn]:
    starts = _offsets(lines)
    return [
        HeaderColumn(
            phrase.role, phrase.key, phrase.text, _span(phrase, lines, starts), percent=_percent(phrase)
        )
        for phrase in phrases
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
    return (
        phrase.key == "pct" or "percent" in phrase.keys("qualifier") or phrase.text.rstrip(")").endswith("%")
    )


def header_cells(columns: Sequence[tuple[int, HeaderColumn]]) -> list[GridCell]:
    """Grid cells of the header row."""
    return [GridCell(row=0, column=at, text=column.text, span=column.span) for at, column in columns]
