"""Rows of a text table in a dump: which lines belong to the label, the middle cell and the comment.

A dump prints such a table cell by cell. Nothing marks where a cell ends but habits of the layout: a wrapped
line is full, a cell begins with a capital, a sentence ends, a blank says that the text goes on. Each is weak;
the likeliest reading of all rows together (Viterbi) is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from lnextract.model.source import Line
from lnextract.tables.divisions import Division, Link, divisions_of, row_cost
from lnextract.tables.parts import Cut, Kind, Manner, Matcher, Part, TextRow

# Log-odds, hand-set from the layouts of real dumps; only their order of size matters.
NOT_FULL, FULL = -2.5, 0.5
TOO_WIDE_PER_CHAR = -0.3
SLACK = 1.12
"""Proportional fonts: a line may hold this much more than the typical number of characters."""
FULL_SHARE = 0.75
"""A wrapped line with the first word of the next one fills at least this share of its column."""

Widths = dict[Kind, int]
"""Characters of a full line in each kind of cell."""


@dataclass(frozen=True, slots=True)
class _Path:
    """The likeliest way to divide all lines down to one that is divided in this way."""

    odds: float
    division: Division
    goes_on: bool = False
    """In the cell that the line before ends in."""
    before: _Path | None = None

    def cuts(self) -> list[tuple[Cut, bool]]:
        """The divisions from the top, each with whether it goes on in the cell before it."""
        found: list[tuple[Cut, bool]] = []
        path: _Path | None = self
        while path is not None:
            found.append((path.division.cut, path.goes_on))
            path = path.before
        return found[::-1]


def read_rows(tables: Sequence[Sequence[Line]], match: Matcher, manner: Manner) -> list[list[TextRow]]:
    """The rows of tables that bear the same header and so, most likely, have the same columns."""
    printed = [[line for line in table if not line.blank] for table in tables]
    lengths = sorted({len(line.text.strip()) for table in printed for line in table})
    if not lengths:
        return [[] for _ in tables]
    labels, comments = _width_guesses(lengths, manner)
    divided = [
        divisions_of(lines, _blank_before(table), match, manner, SLACK * max(labels))
        for table, lines in zip(tables, printed, strict=True)
    ]
    widest = max(comments)
    best = max((_divide(divided, manner, label, widest) for label in labels), key=_odds_of)
    others = [_divide(divided, manner, best.label, comment) for comment in comments if comment != widest]
    best = max([best, *others], key=_odds_of)
    return [_rows_of(path.cuts()) for path in best.paths]


def _width_guesses(lengths: list[int], manner: Manner) -> tuple[list[int], list[int]]:
    """Widths that the columns of labels and of comments may have."""
    widest = max(lengths)
    if not manner.has_comment:
        return [widest], [widest]
    labels = sorted({lengths[round(share * (len(lengths) - 1))] for share in (0.15, 0.3, 0.45, 0.6, 0.8)})
    return labels, sorted({widest, round(0.65 * widest), lengths[round(0.4 * (len(lengths) - 1))]})


@dataclass(frozen=True, slots=True)
class _Divided:
    """All tables, divided as suits one guess of widths."""

    odds: float
    label: int
    """Width of the labels' column in characters."""
    paths: list[_Path]
    """One a table."""


def _odds_of(divided: _Divided) -> float:
    return round(divided.odds, 9)


def _divide(
    tables: Sequence[Sequence[Sequence[Division]]], manner: Manner, label: int, comment: int
) -> _Divided:
    widths: Widths = {"label": label, "comment": comment, "middle": 10**6}
    paths = [_viterbi(lines, manner, widths) for lines in tables]
    odds = sum(path.odds + row_cost(path.division.cut[-1].kind, manner) for path in paths)
    return _Divided(odds, label, paths)


def _blank_before(table: Sequence[Line]) -> list[bool]:
    flags, blank = [], False
    for line in table:
        if line.blank:
            blank = True
        else:
            flags.append(blank)
            blank = False
    return flags


def _viterbi(lines: Sequence[Sequence[Division]], manner: Manner, widths: Widths) -> _Path:
    """The best division of all lines."""
    full = {kind: FULL_SHARE * width for kind, width in widths.items()}
    paths: list[_Path] = []
    for divisions in lines:
        after = [
            path
            for division in divisions
            if not _too_wide(division, widths)
            if (path := _best_path(division, paths, widths, full)) is not None
        ]
        paths = after or paths
    return max(paths, key=lambda path: path.odds + row_cost(path.division.cut[-1].kind, manner))


def _too_wide(division: Division, widths: Widths) -> bool:
    """Whether a comment stands beside what fills more than a label's column."""
    sizes = division.sizes
    return len(sizes) > 1 and sizes[1][0] == "comment" and sizes[0][1] > SLACK * widths["label"]


def _best_path(
    division: Division, paths: Sequence[_Path], widths: Widths, full: dict[Kind, float]
) -> _Path | None:
    """The best way to a division; None where it can't follow any line before."""
    own = division.odds + _width_score(division, widths)
    if division.edge is None:
        return _Path(own if division.cut[0].kind == "label" else own - 4.0, division)
    best_odds = -inf
    best: tuple[Link, _Path] | None = None
    for path in paths:
        so_far = path.odds + own
        for link in division.links(path.division):
            odds = so_far + link.odds
            if link.room is not None:
                # A line is wrapped only where the next word did not fit.
                kind, characters = link.room
                odds += NOT_FULL if characters < full[kind] else FULL
            if odds > best_odds:
                best_odds, best = odds, (link, path)
    return None if best is None else _Path(best_odds, division, best[0].goes_on, best[1])


def _width_score(division: Division, widths: Widths) -> float:
    return sum(
        [
            TOO_WIDE_PER_CHAR * over
            for kind, width in division.sizes
            if (over := width - SLACK * widths[kind]) > 0
        ]
    )


def _rows_of(path: list[tuple[Cut, bool]]) -> list[TextRow]:
    rows: list[dict[str, list[Part]]] = []
    for cut, goes_on in path:
        for position, part in enumerate(cut):
            begins = part.kind == "label" and not (goes_on and position == 0)
            if begins or not rows:
                rows.append({"label": [], "middle": [], "comment": []})
            rows[-1][part.kind].append(part)
    return [
        TextRow(tuple(row["label"]), tuple(row["middle"]), tuple(row["comment"]), _sure(row)) for row in rows
    ]


def _sure(row: dict[str, list[Part]]) -> bool:
    """Not sure: two short single lines, of which either may be a label of its own."""
    return (
        bool(row["middle"])
        or len(row["label"]) != 1
        or len(row["comment"]) != 1
        or (row["comment"][0].width > 1.3 * row["label"][0].width)
    )
