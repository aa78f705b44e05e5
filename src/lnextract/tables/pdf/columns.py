"""Columns of a table from the white between its chunks, and from lines drawn down the page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from lnextract.tables.pdf.lines import Chunk

RICH_SHARE = 0.6
"""A line with this share of the chunks of the fullest lines shows where columns are."""
NOISE_SHARE = 0.06
"""So large a share of rich lines may cross a gutter: a label that runs into the next column."""
GUTTER_EM = 0.2
"""A gutter is at least so many font sizes wide."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's cells take of the page's width, in points."""

    x0: float
    x1: float


def find_columns(rows: Sequence[Sequence[Chunk]], separators: Sequence[float] = ()) -> list[Column]:
    """The columns that body rows show. `separators`: x of lines that part columns for certain."""
    rich = _rich(rows)
    if not rich:
        return []
    size = max(chunk.size for row in rich for chunk in row)
    spans = [(chunk.x0, chunk.x1) for row in rich for chunk in row]
    columns = _covered(spans, int(NOISE_SHARE * len(rich)), GUTTER_EM * size)
    columns = _cut(columns, separators)
    return _with_sparse(columns, rows)


def _rich(rows: Sequence[Sequence[Chunk]]) -> list[Sequence[Chunk]]:
    counts = sorted(len(row) for row in rows)
    if not counts:
        return []
    full = counts[int(0.9 * (len(counts) - 1))] if len(counts) >= 5 else counts[-1]
    return [row for row in rows if len(row) >= max(2, RICH_SHARE * full)]


def _covered(spans: Sequence[tuple[float, float]], noise: int, gutter: float) -> list[Column]:
    """Stretches that more than `noise` spans cover, those less than a gutter apart joined."""
    events = sorted([(x0, 1) for x0, _ in spans] + [(x1, -1) for _, x1 in spans])
    out: list[Column] = []
    depth, start = 0, 0.0
    for x, step in events:
        was, depth = depth, depth + step
        if was <= noise < depth:
            start = x
        elif depth <= noise < was:
            if out and start - out[-1].x1 < gutter:
                out[-1] = Column(out[-1].x0, x)
            else:
                out.append(Column(start, x))
    return [column for column in out if column.x1 > column.x0]


def _cut(columns: Sequence[Column], separators: Sequence[float]) -> list[Column]:
    out = []
    for column in columns:
        start = column.x0
        for x in sorted(separators):
            if start + 1 < x < column.x1 - 1:
                out.append(Column(start, x))
                start = x
        out.append(Column(start, column.x1))
    return out


def _with_sparse(columns: list[Column], rows: Sequence[Sequence[Chunk]]) -> list[Column]:
    """Adds columns that only poor lines fill: chunks that touch no column, one over the other."""
    loose = sorted(
        (chunk for row in rows if len(row) > 1 for chunk in row if not touched(columns, chunk.x0, chunk.x1)),
        key=lambda chunk: chunk.x0,
    )
    for chunk in loose:
        if not touched(columns, chunk.x0, chunk.x1):
            columns.append(Column(chunk.x0, chunk.x1))
            columns.sort(key=lambda column: column.x0)
    return columns


def touched(columns: Sequence[Column], x0: float, x1: float, slack: float = 0.5) -> list[int]:
    """Indices of the columns that a stretch overlaps."""
    least = min(slack, (x1 - x0) / 2)
    return [
        index
        for index, column in enumerate(columns)
        if column.x0 < x1
        and column.x1 > x0
        and min(column.x1, x1) - max(column.x0, x0) > min(least, (column.x1 - column.x0) / 2)
    ]


def edges_of(columns: Sequence[Column]) -> list[float]:
    """Where each column begins and the last one ends: the middles of the gutters."""
    inner = [(left.x1 + right.x0) / 2 for left, right in itertools.pairwise(columns)]
    return [columns[0].x0, *inner, columns[-1].x1]


def column_at(columns: Sequence[Column], x: float) -> int:
    """The column that x lies in, or the nearest."""
    edges = edges_of(columns)
    for index in range(len(columns)):
        if x < edges[index + 1]:
            return index
    return len(columns) - 1
