"""PDFium's functions as the readers call them: thousands of times a page, so without pypdfium2's wrappers.

They keep the interpreter's lock, which spares its hand-over at each call and keeps PDFium, which is not
thread-safe, from being entered twice. Handles and addresses are plain integers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

HANDLE = ctypes.c_void_p
INT = ctypes.c_int


def address_of(handle: Any) -> int:
    """The integer that a typed handle or a function of pypdfium2 stands for."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    address = address_of(getattr(raw, name))
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return function


load_page = _function("FPDF_LoadPage", HANDLE, HANDLE, INT)
close_page = _function("FPDF_ClosePage", None, HANDLE)
page_rotation = _function("FPDFPage_GetRotation", INT, HANDLE)
page_box = _function("FPDF_GetPageBoundingBox", INT, HANDLE, HANDLE)
count_objects = _function("FPDFPage_CountObjects", INT, HANDLE)
page_object = _function("FPDFPage_GetObject", HANDLE, HANDLE, INT)

load_text = _function("FPDFText_LoadPage", HANDLE, HANDLE)
close_text = _function("FPDFText_ClosePage", None, HANDLE)
count_characters = _function("FPDFText_CountChars", INT, HANDLE)
text_of = _function("FPDFText_GetText", INT, HANDLE, INT, INT, HANDLE)
code_point = _function("FPDFText_GetUnicode", ctypes.c_uint, HANDLE, INT)
character_box = _function("FPDFText_GetLooseCharBox", INT, HANDLE, INT, HANDLE)
character_origin = _function("FPDFText_GetCharOrigin", INT, HANDLE, INT, HANDLE, HANDLE)
character_matrix = _function("FPDFText_GetMatrix", INT, HANDLE, INT, HANDLE)
is_generated = _function("FPDFText_IsGenerated", INT, HANDLE, INT)
has_no_mapping = _function("FPDFText_HasUnicodeMapError", INT, HANDLE, INT)
text_object = _function("FPDFText_GetTextObject", HANDLE, HANDLE, INT)
font_size = _function("FPDFText_GetFontSize", ctypes.c_double, HANDLE, INT)
render_mode = _function("FPDFTextObj_GetTextRenderMode", INT, HANDLE)
object_font = _function("FPDFTextObj_GetFont", HANDLE, HANDLE)
font_name = _function("FPDFFont_GetBaseFontName", ctypes.c_size_t, HANDLE, HANDLE, ctypes.c_size_t)
font_flags = _function("FPDFFont_GetFlags", INT, HANDLE)
font_ascent = _function("FPDFFont_GetAscent", INT, HANDLE, ctypes.c_float, HANDLE)
font_descent = _function("FPDFFont_GetDescent", INT, HANDLE, ctypes.c_float, HANDLE)
font_weight = _function("FPDFFont_GetWeight", INT, HANDLE)

object_type = _function("FPDFPageObj_GetType", INT, HANDLE)
object_matrix = _function("FPDFPageObj_GetMatrix", INT, HANDLE, HANDLE)
object_bounds = _function("FPDFPageObj_GetBounds", INT, HANDLE, HANDLE, HANDLE, HANDLE, HANDLE)
fill_color = _function("FPDFPageObj_GetFillColor", INT, HANDLE, HANDLE, HANDLE, HANDLE, HANDLE)
stroke_color = _function("FPDFPageObj_GetStrokeColor", INT, HANDLE, HANDLE, HANDLE, HANDLE, HANDLE)
stroke_width = _function("FPDFPageObj_GetStrokeWidth", INT, HANDLE, HANDLE)
draw_mode = _function("FPDFPath_GetDrawMode", INT, HANDLE, HANDLE, HANDLE)
count_segments = _function("FPDFPath_CountSegments", INT, HANDLE)
path_segment = _function("FPDFPath_GetPathSegment", HANDLE, HANDLE, INT)
segment_point = _function("FPDFPathSegment_GetPoint", INT, HANDLE, HANDLE, HANDLE)
segment_type = _function("FPDFPathSegment_GetType", INT, HANDLE)
segment_closes = _function("FPDFPathSegment_GetClose", INT, HANDLE)
count_form_objects = _function("FPDFFormObj_CountObjects", INT, HANDLE)
form_object = _function("FPDFFormObj_GetObject", HANDLE, HANDLE, ctypes.c_ulong)

PATH = raw.FPDF_PAGEOBJ_PATH
IMAGE = raw.FPDF_PAGEOBJ_IMAGE
FORM = raw.FPDF_PAGEOBJ_FORM
SEGMENT_LINE = raw.FPDF_SEGMENT_LINETO
SEGMENT_CURVE = raw.FPDF_SEGMENT_BEZIERTO
SEGMENT_MOVE = raw.FPDF_SEGMENT_MOVETO
MODE_STROKED = (raw.FPDF_TEXTRENDERMODE_FILL_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP)
MODE_UNSEEN = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
FORCE_BOLD = 1 << 18
"""Bit of a font's flags (PDF 32000, table 123)."""


class Floats:
    """A few C floats that functions write into; `at[i]` is the address of the i-th."""

    def __init__(self, count: int) -> None:
        self.values = (ctypes.c_float * count)()
        start = ctypes.addressof(self.values)
        self.at = tuple(range(start, start + 4 * count, 4))


class Whole:
    """A few C integers that functions write into."""

    def __init__(self, count: int) -> None:
        self.values = (ctypes.c_uint * count)()
        start = ctypes.addressof(self.values)
        self.at = tuple(range(start, start + 4 * count, 4))


class Doubles:
    """A few C doubles that functions write into."""

    def __init__(self, count: int) -> None:
        self.values = (ctypes.c_double * count)()
        start = ctypes.addressof(self.values)
        self.at = tuple(range(start, start + 8 * count, 8))
