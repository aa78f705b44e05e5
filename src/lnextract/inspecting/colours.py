"""The colours of the picture, and the legend that names them."""

from __future__ import annotations

from lnextract.inspecting.marks import CellClass
from lnextract.model.blocks import BlockKind

Colour = tuple[int, int, int]

BLOCKS: dict[BlockKind, Colour] = {
    "cover": (123, 31, 162),
    "heading": (21, 80, 210),
    "paragraph": (46, 125, 50),
    "list": (0, 150, 160),
    "table": (240, 120, 0),
    "caption": (160, 90, 20),
    "status": (216, 27, 130),
    "signature": (130, 120, 0),
    "contents": (90, 120, 170),
    "furniture": (120, 120, 120),
}
CELLS: dict[CellClass, Colour] = {
    "header": (90, 140, 255),
    "label": (110, 210, 110),
    "figure": (255, 205, 40),
    "text": (205, 140, 235),
    "empty": (190, 190, 190),
}
WORD: Colour = (165, 165, 165)
RULING: Colour = (200, 0, 160)
FILL: Colour = (110, 60, 200)
PICTURE: Colour = (70, 70, 70)
RED: Colour = (225, 0, 0)
