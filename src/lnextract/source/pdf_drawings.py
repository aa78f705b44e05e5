"""What is drawn on a page besides text: rulings, filled boxes, pictures; forms are looked into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat

from lnextract.model.page import BBox, Fill, Picture, Ruling
from lnextract.source import pdf_library as lib
from lnextract.source.pdf_frame import Frame
from lnextract.source.pdf_rulings import join_rulings

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

THIN_PT = 2.0
"""A filled box thinner than this is a ruling."""
SHORT_PT = 0.5
"""A box that sticks out of another by less lies within it."""
HAIRLINE_PT = 0.5
"""Drawn width of a line of width 0, roughly a pixel."""
STRAIGHT_PT = 0.6
"""By so much the ends of a ruling may lie off its axis."""
WHITE = 252
"""From here on, in all three colours, a fill can't be told from paper."""
PAGE_SHARE = 0.9
"""A fill over this share of the page is its background."""
MAX_DEPTH = 8
"""Of forms within forms."""
MAX_OBJECTS = 60_000
"""Of a page: beyond are maps and drawings, whose lines are no rulings."""
MAX_SEGMENTS = 4_000
"""Of a path: beyond are contours."""


@dataclass(slots=True)
class Drawings:
    """Rulings, fills and pictures as shown, clipped to the page."""

    rulings: list[Ruling] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    marks: int = 0
    """Number of drawn objects of any form."""


def read_drawings(page: int, frame: Frame) -> Drawings:
    """The drawings of a loaded page."""
    reader = _Reader(frame)
    count = min(lib.count_objects(page), MAX_OBJECTS)
    reader.read(map(lib.page_object, repeat(page), range(count)), None, 0)
    drawings = reader.drawings
    drawings.rulings = join_rulings(drawings.rulings)
    return drawings


class _Reader:
    def __init__(self, frame: Frame) -> None:
        self.drawings = Drawings()
        self._frame = frame
        self._floats = lib.Floats(6)
        self._whole = lib.Whole(4)

    def read(self, objects: Iterator[int], outer: Matrix | None, depth: int) -> None:
        for each in objects:
            kind = lib.object_type(each)
            if kind == lib.PATH:
                self._path(each, outer)
            elif kind == lib.IMAGE:
                self._picture(each, outer)
            elif kind == lib.FORM and depth < MAX_DEPTH:
                inner = times(self._matrix(each), outer)
                count = min(lib.count_form_objects(each), MAX_OBJECTS)
                self.read(map(lib.form_object, repeat(each), range(count)), inner, depth + 1)

    def _matrix(self, each: int) -> Matrix:
        if not lib.object_matrix(each, self._floats.at[0]):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = self._floats.values
        return (a, b, c, d, e, f)

    def _picture(self, each: int, outer: Matrix | None) -> None:
        self.drawings.marks += 1
        if not lib.object_bounds(each, *self._floats.at[:4]):
            return
        left, bottom, right, top = self._floats.values[:4]
        box = self._shown([(left, bottom), (right, bottom), (right, top), (left, top)], outer)
        clipped = self._frame.clipped(box)
        if clipped is not None:
            self.drawings.pictures.append(Picture(*clipped))

    def _path(self, each: int, outer: Matrix | None) -> None:
        self.drawings.marks += 1
        at = self._whole.at
        if not lib.draw_mode(each, at[0], at[1]):
            return
        filled, stroked = self._whole.values[0] != 0, self._whole.values[1] != 0
        segments = lib.count_segments(each)
        if not (filled or stroked) or not 2 <= segments <= MAX_SEGMENTS:
            return
        matrix = times(self._matrix(each), outer)
        lines = list(self._lines(each, segments))
        if filled:
            color = self._color(lib.fill_color, each)
            for points in lines:
                if color is not None:
                    self._fill(points, matrix, color)
        if stroked and self._color(lib.stroke_color, each) is not None:
            width = self._thickness(each, matrix)
            for points in lines:
                self._stroke(points, matrix, width)

    def _lines(self, each: int, segments: int) -> Iterator[list[Point]]:
        """The straight parts of a path, each a run of points; curves end a run."""
        run: list[Point] = []
        floats, at = self._floats.values, self._floats.at
        for number in range(segments):
            segment = lib.path_segment(each, number)
            kind = lib.segment_type(segment)
            lib.segment_point(segment, at[0], at[1])
            point = (floats[0], floats[1])
            if kind == lib.SEGMENT_LINE:
                run.append(point)
            else:
                if len(run) > 1:
                    yield run
                run = [point]
            if lib.segment_closes(segment) and run[-1] != run[0]:
                run.append(run[0])
        if len(run) > 1:
            yield run

    def _color(self, function: object, each: int) -> tuple[int, int, int] | None:
        at = self._whole.at
        if not function(each, at[0], at[1], at[2], at[3]):  # type: ignore[operator]
            return None
        red, green, blue, alpha = self._whole.values
        return (red, green, blue) if alpha else None

    def _thickness(self, each: int, matrix: Matrix) -> float:
        floats = self._floats
        if not lib.stroke_width(each, floats.at[0]):
            return HAIRLINE_PT
        a, b, c, d = matrix[:4]
        return float(floats.values[0] * abs(a * d - b * c) ** 0.5) or HAIRLINE_PT

    def _fill(self, points: Sequence[Point], matrix: Matrix, color: tuple[int, int, int]) -> None:
        if not is_box(points):
            return
        box = self._frame.clipped(self._shown(points, matrix))
        if box is None:
            return
        x0, top, x1, bottom = box
        wide, high = x1 - x0, bottom - top
        if min(wide, high) < THIN_PT:
            self.drawings.rulings.append(axis_of(box))
        elif wide * high < PAGE_SHARE * self._frame.width * self._frame.height and min(color) < WHITE:
            self._add(Fill(x0, top, x1, bottom, color))

    def _add(self, fill: Fill) -> None:
        # Word shades a cell, then each of its lines again in the same colour.
        fills = self.drawings.fills
        if not (fills and fills[-1].color == fill.color and _within(fill, fills[-1])):
            fills.append(fill)

    def _stroke(self, points: Sequence[Point], matrix: Matrix, width: float) -> None:
        for one, two in pairwise(points):
            box = self._shown((one, two), matrix)
            if min(box[2] - box[0], box[3] - box[1]) > STRAIGHT_PT:
                continue
            clipped = self._frame.clipped(box)
            if clipped is not None:
                self.drawings.rulings.append(Ruling(*clipped, width))

    def _shown(self, points: Sequence[Point], matrix: Matrix | None) -> BBox:
        if matrix is not None:
            a, b, c, d, e, f = matrix
            points = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
        xs = [x for x, _ in points]
        ys = [y for _, y in points]
        return self._frame.shown(min(xs), min(ys), max(xs), max(ys))


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


def _within(inner: Fill, outer: Fill) -> bool:
    return (
        inner.x0 >= outer.x0 - SHORT_PT
        and inner.x1 <= outer.x1 + SHORT_PT
        and inner.top >= outer.top - SHORT_PT
        and inner.bottom <= outer.bottom + SHORT_PT
    )


def is_box(points: Sequence[Point]) -> bool:
    """Whether a run of points goes round a box along the axes, turned by quarter turns or not."""
    corners = points[:-1] if points[0] == points[-1] else points
    if len(corners) != 4:
        return False
    xs = sorted(x for x, _ in corners)
    ys = sorted(y for _, y in corners)
    slack = 0.01 * max(xs[3] - xs[0], ys[3] - ys[0])
    sides = xs[1] - xs[0] <= slack and xs[3] - xs[2] <= slack and ys[1] - ys[0] <= slack and ys[3] - ys[2] <= slack
    return sides and (abs(corners[0][0] - corners[2][0]) >= xs[2] - xs[1])


def axis_of(box: BBox) -> Ruling:
    """The ruling that a thin box is: its middle line and its thickness."""
    x0, top, x1, bottom = box
    if x1 - x0 >= bottom - top:
        middle = (top + bottom) / 2
        return Ruling(x0, middle, x1, middle, bottom - top)
    middle = (x0 + x1) / 2
    return Ruling(middle, top, middle, bottom, x1 - x0)
