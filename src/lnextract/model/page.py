"""A PDF page as read: words with boxes and fonts, rulings, fills, images; points from the top left corner.

Boxes are those of the page as it is shown: rotated by its /Rotate, moved and cut to its crop box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BBox = tuple[float, float, float, float]
"""`x0, top, x1, bottom` in points."""

TextLayer = Literal["usable", "none", "unusable"]


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without white space between them."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """Font size in points, as drawn."""
    font: str
    """Name of the font without subset prefix."""
    bold: bool
    blank_after: bool
    """Whether a blank is printed right after it: at a line's end, evidence that the word is whole."""
    direction: Literal[0, 90, 180, 270] = 0
    """Writing direction: 0 = left to right, 90 = upwards, 270 = downwards, 180 = upside down."""

    @property
    def bbox(self) -> BBox:
        return (self.x0, self.top, self.x1, self.bottom)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line drawn on the page, or a box so thin that it is one."""

    x0: float
    top: float
    x1: float
    bottom: float
    thickness: float

    @property
    def horizontal(self) -> bool:
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled box: the shading of a header, a zebra stripe, a background."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: tuple[int, int, int]
    """Red, green, blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a PDF."""

    number: int
    """From 1."""
    width: float
    """In points, as shown."""
    height: float
    words: tuple[Word, ...]
    """In the order of the content stream."""
    rulings: tuple[Ruling, ...] = ()
    fills: tuple[Fill, ...] = ()
    pictures: tuple[Picture, ...] = ()
    text_layer: TextLayer = "usable"
    """none: nothing but pictures; unusable: characters without sense (no Unicode mapping)."""
