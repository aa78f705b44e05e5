"""Rows of a text table whose lines keep their columns in place: blanks part the cells as on paper."""

from __future__ import annotations

from collections.abc import Sequence

from lnextract.model.source import Line
from lnextract.tables.parts import Kind, Part, TextRow
from lnextract.tables.stacked_headers import PIECE

NEAR = 1
"""Characters by which a cell may begin beside its column's head."""
LEAST_PLACED = 0.9
"""Share of the pieces that must begin below a head."""


def pieces(text: str) -> list[tuple[int, int]]:
    """Start and end of each piece of a line."""
    return [match.span() for match in PIECE.finditer(text)]


def rows_by_place(
    header: Sequence[Line], body: Sequence[Line], kinds: Sequence[Kind]
) -> list[TextRow] | None:
    """The rows of a table whose header stands on one line, its heads and all cells below them set apart by
    blanks; None where the lines don't show that.

    Args:
        kinds: what each column holds, from the left; the first is the label.
    """
    printed = [line for line in header if not line.blank]
    starts = [start for start, _ in pieces(printed[0].text)] if len(printed) == 1 else []
    if len(starts) != len(kinds) or len(starts) < 2:
        return None
    lines = [line for line in body if not line.blank]
    placed = [[_column(start, starts) for start, _ in pieces(line.text)] for line in lines]
    found = [column for each in placed for column in each]
    aside = [column for column in found if column is not None and column]
    if not aside or sum(column is not None for column in found) < LEAST_PLACED * len(found):
        return None
    rows: list[dict[Kind, list[Part]]] = []
    for line, columns in zip(lines, placed, strict=True):
        after_blank = (before := _before(line, body)) is not None and before.blank
        cut_off = after_blank and columns[0] == 0 and line.text.lstrip()[:1].islower()
        if None in columns or len(set(columns)) < len(columns) or cut_off:
            return None
        parts = _joined(
            [
                Part(kinds[column], line, start, end)
                for column, (start, end) in zip(columns, pieces(line.text), strict=True)
                if column is not None
            ]
        )
        if not rows or _begins_row(columns, parts, after_blank):
            rows.append({"label": [], "middle": [], "comment": []})
        for part in parts:
            rows[-1][part.kind].append(part)
    return [TextRow(tuple(row["label"]), tuple(row["middle"]), tuple(row["comment"]), True) for row in rows]


def _column(start: int, starts: Sequence[int]) -> int | None:
    return next((column for column, at in enumerate(starts) if abs(start - at) <= NEAR), None)


def _before(line: Line, body: Sequence[Line]) -> Line | None:
    at = next(index for index, each in enumerate(body) if each is line)
    return body[at - 1] if at else None


def _joined(parts: Sequence[Part]) -> list[Part]:
    """The parts of a line, those of several middle columns as one."""
    found: list[Part] = []
    for part in parts:
        if found and part.kind == "middle" == found[-1].kind:
            found[-1] = Part("middle", part.line, found[-1].start, part.end)
        else:
            found.append(part)
    return found


def _begins_row(columns: Sequence[int | None], parts: Sequence[Part], after_blank: bool) -> bool:
    """Whether a line begins a row: a label after a blank line, or one that begins as a cell does beside
    others that do so too."""
    if columns[0] != 0:
        return False
    return after_blank or not any(part.text[:1].islower() for part in parts)
