"""What is drawn on a page besides text: rulings, filled boxes, pictures; forms are looked into."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, repeat

from lnextract.model.page import BBox, Fill, Picture, Ruling
from lnextract.source import pdf_library as lib
from lnextract.source.pdf_frame import Frame
from lnextract.source.pdf_paths import Matrix, PathReader, Point, axis_of, is_box, is_within, times
from lnextract.source.pdf_rulings import join_rulings

Color = tuple[int, int, int]

THIN_PT = 2.0
"""A filled box thinner than this is a ruling."""
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
BOX_SEGMENTS = 5
"""A box is four corners and the way back to the first."""
STROKED_POINTS = 24
"""A stroke with more points without a break is the outline of a drawing."""
MAX_SEGMENTS = 2_000
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
        self._paths = PathReader()
        self._background = PAGE_SHARE * frame.width * frame.height

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

    def _picture(self, each: int, outer: Matrix | None) -> None:
        self.drawings.marks += 1
        box = self._bounds(each, outer)
        if box is not None:
            self.drawings.pictures.append(Picture(*box))

    def _path(self, each: int, outer: Matrix | None) -> None:
        self.drawings.marks += 1
        if not lib.draw_mode(each, *self._whole.at[:2]):
            return
        filled, stroked = self._whole.values[0] != 0, self._whole.values[1] != 0
        segments = lib.count_segments(each)
        if not 2 <= segments <= MAX_SEGMENTS:
            return
        if filled and not stroked and segments <= BOX_SEGMENTS:
            self._box(each, segments, outer)
        elif (filled or stroked) and not self._paths.contour(each, segments):
            self._runs(each, segments, outer, filled, stroked)

    def _box(self, each: int, segments: int, outer: Matrix | None) -> None:
        """A filled path with the corners of one box: by far the commonest."""
        color = self._color(lib.fill_color, each)
        box = self._bounds(each, outer) if color is not None else None
        if color is None or box is None or self._repeats(box, color):
            return
        thin = min(box[2] - box[0], box[3] - box[1]) < THIN_PT
        if thin or (min(color) < WHITE and is_box(self._paths.points(each, segments))):
            self._fill(box, color)

    def _runs(self, each: int, segments: int, outer: Matrix | None, filled: bool, stroked: bool) -> None:
        """Any other path: its boxes where it is filled, its straight parts where it is stroked."""
        matrix = times(self._matrix(each), outer)
        runs = self._paths.runs(each, segments)
        color = self._color(lib.fill_color, each) if filled else None
        if color is not None:
            for points in runs:
                box = self._frame.clipped(self._shown(points, matrix)) if is_box(points) else None
                if box is not None:
                    self._fill(box, color)
        if stroked and self._color(lib.stroke_color, each) is not None:
            width = self._thickness(each, matrix)
            for points in runs:
                if len(points) <= STROKED_POINTS:
                    self._stroke(points, matrix, width)

    def _fill(self, box: BBox, color: Color) -> None:
        x0, top, x1, bottom = box
        wide, high = x1 - x0, bottom - top
        if min(wide, high) < THIN_PT:
            self.drawings.rulings.append(axis_of(box))
        elif wide * high < self._background and min(color) < WHITE and not self._repeats(box, color):
            self.drawings.fills.append(Fill(x0, top, x1, bottom, color))

    def _repeats(self, box: BBox, color: Color) -> bool:
        # Word shades a cell, then each of its lines again in the same colour.
        last = self.drawings.fills[-1] if self.drawings.fills else None
        return last is not None and last.color == color and is_within(box, last)

    def _stroke(self, points: Sequence[Point], matrix: Matrix, width: float) -> None:
        a, b, c, d, e, f = matrix
        turned = [(a * x + c * y + e, b * x + d * y + f) for x, y in points]
        for (x0, y0), (x1, y1) in pairwise(turned):
            if abs(x1 - x0) > STRAIGHT_PT and abs(y1 - y0) > STRAIGHT_PT:
                continue
            box = self._frame.shown(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            clipped = self._frame.clipped(box)
            if clipped is not None:
                self.drawings.rulings.append(Ruling(*clipped, width))

    def _matrix(self, each: int) -> Matrix:
        if not lib.object_matrix(each, self._floats.at[0]):
            return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        a, b, c, d, e, f = self._floats.values
        return (a, b, c, d, e, f)

    def _color(self, function: Callable[..., int], each: int) -> Color | None:
        if not function(each, *self._whole.at):
            return None
        red, green, blue, alpha = self._whole.values
        return (red, green, blue) if alpha else None

    def _thickness(self, each: int, matrix: Matrix) -> float:
        if not lib.stroke_width(each, self._floats.at[0]):
            return HAIRLINE_PT
        a, b, c, d = matrix[:4]
        return float(self._floats.values[0] * abs(a * d - b * c) ** 0.5) or HAIRLINE_PT

    def _bounds(self, each: int, outer: Matrix | None) -> BBox | None:
        """The box of an object as shown; None where it lies off the page."""
        if not lib.object_bounds(each, *self._floats.at[:4]):
            return None
        left, bottom, right, top = self._floats.values[:4]
        if outer is None:
            return self._frame.clipped(self._frame.shown(left, bottom, right, top))
        corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
        return self._frame.clipped(self._shown(corners, outer))

    def _shown(self, points: Sequence[Point], matrix: Matrix) -> BBox:
        a, b, c, d, e, f = matrix
        xs = [a * x + c * y + e for x, y in points]
        ys = [b * x + d * y + f for x, y in points]
        return self._frame.shown(min(xs), min(ys), max(xs), max(ys))
