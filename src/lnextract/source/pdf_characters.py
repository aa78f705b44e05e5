"""The characters of a page: their text and boxes in a handful of calls that run through the page in C."""

from __future__ import annotations

import ctypes
import re
import sys
from array import array
from dataclasses import dataclass, field
from itertools import repeat

from lnextract.source import pdf_library as lib

NO_SENSE = "\ufffd"
"""Stands for a character that the file gives no meaning for."""
ONE_TO_ONE = {
    0x02: "-",  # PDFium: a hyphen at the end of a line,
    0xFFFE: "-",  # and the same in its running text.
    0x2007: "\xa0",
    0x2009: "\xa0",
    0x202F: "\xa0",
    **dict.fromkeys([0, 1, *range(3, 9), *range(14, 32), *range(0x7F, 0x85), *range(0x86, 0xA0)], NO_SENSE),
}
ODD = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u2007\u2009\u202f\ufffe]")
SENSELESS = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
RECT = array("f").itemsize * 4


@dataclass(slots=True)
class Characters:
    """Text and boxes by character; boxes reach from a font's descent to its ascent, in user space."""

    handle: int
    """PDFium's text page."""
    text: str
    left: array[float]
    top: array[float]
    right: array[float]
    bottom: array[float]
    _origin: lib.Doubles = field(default_factory=lambda: lib.Doubles(2))

    def origin(self, index: int) -> tuple[float, float]:
        """The point on the line's foot where a character starts."""
        x, y = self._origin.at
        lib.character_origin(self.handle, index, x, y)
        return self._origin.values[0], self._origin.values[1]


def read_characters(handle: int) -> Characters:
    """All characters of a text page, those too that PDFium put in between (blanks, line ends)."""
    count = max(lib.count_characters(handle), 0)
    boxes = array("f", bytes(RECT * count))
    start = boxes.buffer_info()[0]
    # One call a character, driven by C: `map` spares the interpreter's own loop.
    for _ in map(lib.character_box, repeat(handle), range(count), range(start, start + RECT * count, RECT)):
        pass
    return Characters(handle, _text(handle, count), boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4])


def _text(handle: int, count: int) -> str:
    if not count:
        return ""
    buffer = ctypes.create_string_buffer(2 * (count + 1))
    written = lib.text_of(handle, 0, count, buffer)
    text = buffer.raw[: 2 * max(written - 1, 0)].decode("utf-16-le", "surrogatepass")
    if len(text) != count or SURROGATE.search(text):
        # Characters without meaning are left out there; one by one they are not.
        text = _one_by_one(handle, count)
    return text.translate(ONE_TO_ONE) if ODD.search(text) else text


def _one_by_one(handle: int, count: int) -> str:
    codes = list(map(lib.code_point, repeat(handle), range(count)))
    if max(codes) > sys.maxunicode:
        codes = [code if code <= sys.maxunicode else ord(NO_SENSE) for code in codes]
    return SURROGATE.sub(NO_SENSE, "".join(map(chr, codes)))
