"""The points of drawn paths, and what shapes they make."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from lnextract.model.page import BBox, Fill, Ruling
from lnextract.source import pdf_library as lib

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

HAIR_PT = 0.5
"""A box that sticks out of another by less lies within it."""
FEW_SEGMENTS = 16
"""A rounded box has no more; longer paths with curves are contours."""
LONG_RUN = 40
"""A line with more bends is the outline of a drawing."""
SQUARE_SHARE = 0.01
"""By so much of its longer side a box's corners may be off."""


class PathReader:
    """Reads points into one buffer that grows with need."""

    def __init__(self) -> None:
        self._room = 2 * FEW_SEGMENTS
        self._buffer = lib.Floats(2 * self._room)

    def points(self, path: int, segments: int) -> list[Point]:
        """End points of all segments, in the path's own space."""
        return self._filled(map(lib.path_segment, repeat(path), range(segments)), segments)

    def runs(self, path: int, segments: int) -> list[list[Point]]:
        """The straight parts of a path, each a run of points; curves end a run."""
        handles = list(map(lib.path_segment, repeat(path), range(segments)))
        kinds = map(lib.segment_type, handles)
        closes = map(lib.segment_closes, handles)
        runs: list[list[Point]] = []
        run: list[Point] = []
        for point, kind, close in zip(self._filled(handles, segments), kinds, closes, strict=True):
            if kind != lib.SEGMENT_LINE:
                run = []
                runs.append(run)
            run.append(point)
            if close and run[-1] != run[0]:
                run.append(run[0])
        return [run for run in runs if len(run) > 1]

    def contour(self, path: int, segments: int) -> bool:
        """Whether a path is a drawing: longer than a rounded box, and curved or one long line."""
        if segments <= FEW_SEGMENTS:
            return False
        some = range(1, segments, segments // FEW_SEGMENTS)
        kinds = list(map(lib.segment_type, map(lib.path_segment, repeat(path), some)))
        return lib.SEGMENT_CURVE in kinds or (segments > LONG_RUN and lib.SEGMENT_MOVE not in kinds)

    def _filled(self, handles: Sequence[int] | map[int], segments: int) -> list[Point]:
        if segments > self._room:
            self._buffer, self._room = lib.Floats(2 * segments), segments
        first = self._buffer.at[0]
        stop = first + 8 * segments
        for _ in map(lib.segment_point, handles, range(first, stop, 8), range(first + 4, stop + 4, 8)):
            pass
        flat = self._buffer.values[: 2 * segments]
        return list(zip(flat[0::2], flat[1::2], strict=True))


def times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """First the inner matrix, then the outer one."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def is_within(box: BBox, outer: Fill) -> bool:
    """Whether a box sticks out of a fill by no more than a hair."""
    return (
        box[0] >= outer.x0 - HAIR_PT
        and box[1] >= outer.top - HAIR_PT
        and box[2] <= outer.x1 + HAIR_PT
        and box[3] <= outer.bottom + HAIR_PT
    )


def is_box(points: Sequence[Point]) -> bool:
    """Whether a run of points goes round a box along the axes, turned by quarter turns or not."""
    corners = points[:-1] if points[0] == points[-1] else points
    if len(corners) != 4:
        return False
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    slack = SQUARE_SHARE * max(abs(x2 - x0), abs(y2 - y0))
    flat = max(abs(y0 - y1), abs(x1 - x2), abs(y2 - y3), abs(x3 - x0))
    upright = max(abs(x0 - x1), abs(y1 - y2), abs(x2 - x3), abs(y3 - y0))
    return min(flat, upright) <= slack


def axis_of(box: BBox) -> Ruling:
    """The ruling that a thin box is: its middle line and its thickness."""
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle, bottom - top)
    middle = (x0 + x1) / 2
    return Ruling(middle, top, middle, bottom, x1 - x0)
