"""Pieces of rulings → rulings: what lies on one line and touches is one; dots and dashes are joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median

from lnextract.model.page import Ruling

SAME_LINE_PT = 0.8
"""Pieces whose axes lie nearer are one line: the cells' borders of one row are drawn so far apart."""
TOUCH_PT = 1.0
"""Ends nearer than this touch: the thickness of usual borders."""
DASH_PT = 6.0
"""Longest dash of a dashed ruling."""
DASH_GAP_PT = 4.0
"""Widest gap between two dashes."""
MIN_LENGTH_PT = 3.0
"""Shorter ones are dots, arrow heads, parts of letters drawn as paths."""


def join_rulings(pieces: Sequence[Ruling]) -> list[Ruling]:
    """Horizontal rulings from the top, then vertical ones from the left, each whole."""
    flat = [(each.top, each.x0, each.x1, each.thickness) for each in pieces if each.horizontal]
    upright = [(each.x0, each.top, each.bottom, each.thickness) for each in pieces if not each.horizontal]
    joined = [Ruling(start, axis, end, axis, thick) for axis, start, end, thick in _joined(flat)]
    joined += [Ruling(axis, start, axis, end, thick) for axis, start, end, thick in _joined(upright)]
    return joined


Piece = tuple[float, float, float, float]
"""Axis, start, end, thickness."""


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for group in _on_one_line(sorted(pieces)):
        yield from _chains(group)


def _on_one_line(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in pieces:
        if group and piece[0] - group[0][0] > SAME_LINE_PT:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _chains(group: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces of one line, joined where they touch or where both are dashes near each other."""
    chain: list[Piece] = []
    reach = 0.0
    for piece in sorted(group, key=lambda each: each[1]):
        if chain and piece[1] - reach > _allowance(chain[-1], piece):
            yield from _whole(chain, reach)
            chain = []
        reach = max(reach, piece[2]) if chain else piece[2]
        chain.append(piece)
    if chain:
        yield from _whole(chain, reach)


def _allowance(one: Piece, two: Piece) -> float:
    dashes = one[2] - one[1] <= DASH_PT and two[2] - two[1] <= DASH_PT
    return DASH_GAP_PT if dashes else TOUCH_PT


def _whole(chain: Sequence[Piece], reach: float) -> Iterator[Piece]:
    start = chain[0][1]
    if reach - start >= MIN_LENGTH_PT:
        axis = chain[0][0] if len(chain) == 1 else median(piece[0] for piece in chain)
        yield (axis, start, reach, max(piece[3] for piece in chain))
