"""Fonts and how a run of text is set: name, size as drawn, bold, direction, seen or not."""

from __future__ import annotations

import ctypes
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from lnextract.source import pdf_library as lib

SUBSET = re.compile(r"^[A-Z]{6}\+")
BOLD_NAME = re.compile(r"bold|black|heavy|semibd|demi|fett|halvfet|(?<=[-,_])bd", re.IGNORECASE)
NAMELESS = re.compile(r"^(?:CIDFont\+)?[A-Za-z]{0,3}_?\d*(?:_\d+)?$")
"""Names that producers give to fonts where they hide the real one."""
BOLD_WEIGHT = 700
"""On the scale of OpenType. PDFium guesses it from the stems: only good where the name says nothing."""
TEXT_ASCENT, TEXT_DESCENT = 0.9, -0.22
"""Of common text fonts in em, for fonts that state none or unlikely ones (LibreOffice writes 0 and 0)."""
LIKELY_ASCENT = (0.6, 1.15)
LIKELY_DESCENT = (-0.4, -0.1)
RIGHT_ANGLE_RAD = 0.03
"""Text turned by less than this from an axis is written along it."""
NAME_BYTES = 256


@dataclass(frozen=True, slots=True)
class Style:
    """How the characters of one text object are set."""

    size: float
    """In points, as drawn."""
    font: str
    bold: bool
    turns: int
    """Writing direction in user space, in quarter turns to the left."""
    seen: bool
    ascent: float
    """From the line's foot up, in points."""
    descent: float
    """Down from it, negative."""
    slanted: bool
    """Not written along an axis."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font as a page names it; ascent and descent in em."""

    name: str
    bold: bool
    ascent: float
    descent: float


UNKNOWN = Font("", False, TEXT_ASCENT, TEXT_DESCENT)


class Styles:
    """The styles of a page's text objects, each asked for once."""

    def __init__(self, text_page: int) -> None:
        self._page = text_page
        self._styles: dict[int | None, Style] = {}
        self._alike: dict[tuple[float, float, int | None, int], Style] = {}
        self._fonts: dict[int, Font] = {}
        self._floats = lib.Floats(6)
        self._name = ctypes.create_string_buffer(NAME_BYTES)

    def at(self, index: int, text_object: int | None) -> Style:
        """The style of the character at `index`, which belongs to `text_object`."""
        style = self._styles.get(text_object)
        if style is None:
            style = self._styles[text_object] = self._read(index, text_object)
        return style

    def _read(self, index: int, text_object: int | None) -> Style:
        size, angle = self._size_and_angle(index)
        handle = lib.object_font(text_object) if text_object else None
        mode = lib.render_mode(text_object) if text_object else 0
        alike = (size, angle, handle, mode)
        style = self._alike.get(alike)
        if style is None:
            style = self._alike[alike] = self._style(*alike)
        return style

    def _style(self, size: float, angle: float, handle: int | None, mode: int) -> Style:
        turns = round(angle / (math.pi / 2)) % 4
        slanted = abs(math.remainder(angle, math.pi / 2)) > RIGHT_ANGLE_RAD
        font = self._font(handle) if handle else UNKNOWN
        return Style(
            size=size,
            font=font.name,
            bold=font.bold or mode in lib.MODE_STROKED,
            turns=turns,
            seen=mode not in lib.MODE_UNSEEN,
            ascent=font.ascent * size,
            descent=font.descent * size,
            slanted=slanted,
        )

    def _size_and_angle(self, index: int) -> tuple[float, float]:
        size = abs(lib.font_size(self._page, index))
        if not lib.character_matrix(self._page, index, self._floats.at[0]):
            return size, 0.0
        a, b, c, d = self._floats.values[:4]
        return size * (math.hypot(c, d) or math.hypot(a, b)), math.atan2(b, a)

    def _font(self, handle: int) -> Font:
        known = self._fonts.get(handle)
        if known is None:
            lib.font_name(handle, self._name, NAME_BYTES)
            name = SUBSET.sub("", self._name.value.decode("utf-8", "replace"))
            bold = is_bold(name, lib.font_flags(handle), lib.font_weight(handle))
            known = self._fonts[handle] = Font(name, bold, *self._heights(handle))
        return known

    def _heights(self, handle: int) -> tuple[float, float]:
        at, values = self._floats.at, self._floats.values
        if not (lib.font_ascent(handle, 1.0, at[0]) and lib.font_descent(handle, 1.0, at[1])):
            return TEXT_ASCENT, TEXT_DESCENT
        ascent, descent = values[0], values[1]
        if (
            LIKELY_ASCENT[0] <= ascent <= LIKELY_ASCENT[1]
            and LIKELY_DESCENT[0] <= descent <= LIKELY_DESCENT[1]
        ):
            return ascent, descent
        return TEXT_ASCENT, TEXT_DESCENT


@lru_cache(maxsize=512)
def is_bold(name: str, flags: int, weight: int) -> bool:
    """Whether a font is bold by its name, its flags or, where it has no telling name, its stems."""
    if BOLD_NAME.search(name) or (flags > 0 and flags & lib.FORCE_BOLD):
        return True
    return bool(NAMELESS.match(name)) and weight >= BOLD_WEIGHT
