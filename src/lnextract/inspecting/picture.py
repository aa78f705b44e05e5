"""The picture: the page as PDFium renders it, with the marks over it and a legend below."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from lnextract.inspecting.colours import BLOCKS, CELLS, FILL, PICTURE, RED, RULING, WORD, Colour
from lnextract.inspecting.marks import PageMarks, TableMark

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont, ImageFont

    from lnextract.model.page import BBox

DOTS_AN_INCH = 110
POINTS_AN_INCH = 72
MOST_DOTS = 4000
"""Of the longer side: a poster, or a damaged page box, would take gigabytes."""
FADED = 0.35
"""Share of white that is mixed into the page, so that the marks stand out."""
CELL_OPACITY = 90
"""Of 255."""
FILL_OPACITY = 40
TEXT_DOTS = 13
LINE_DOTS = 20
"""Height of a line of the legend."""
SWATCH_DOTS = 12
LEAST_DOTS = 320
"""Width of the picture: narrower, no name of the legend would fit."""
OUTSIDE_DOTS = 2
"""Room between a block's words and its frame."""


@dataclass(frozen=True, slots=True)
class Legend:
    """A colour and its name; `solid` where it fills boxes, else it frames them."""

    name: str
    colour: Colour
    solid: bool = False


def draw_page(path: Path, marks: PageMarks) -> bytes:
    """The page with its marks, as PNG; 110 dots an inch, fewer where the page is very large."""
    from PIL import Image

    page = marks.page
    scale = min(DOTS_AN_INCH / POINTS_AN_INCH, MOST_DOTS / max(page.width, page.height, 1.0))
    paper = _rendered(path, page.number, scale)
    over = _overlay(paper.size, marks, scale)
    paper = Image.alpha_composite(Image.blend(paper, Image.new("RGBA", paper.size, "white"), FADED), over)
    whole = _with_legend(paper, _titles(path, marks), list(legend(marks)))
    out = io.BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def legend(marks: PageMarks) -> Iterator[Legend]:
    """The colours that stand on this page, in the order of the tables of colours."""
    kinds = {block.kind for block in marks.blocks} | ({"table"} if marks.tables else set())
    yield from (Legend(kind, colour) for kind, colour in BLOCKS.items() if kind in kinds)
    cells = [cell for table in marks.tables for cell in table.cells]
    classes = {cell.kind for cell in cells}
    yield from (Legend(f"{kind} cell", colour, True) for kind, colour in CELLS.items() if kind in classes)
    if marks.broken or any(cell.doubted for cell in cells):
        yield Legend("in doubt, lost or broken", RED)
    page = marks.page
    for name, colour, found in (
        ("word", WORD, page.words),
        ("ruling", RULING, page.rulings),
        ("fill", FILL, page.fills),
        ("picture", PICTURE, page.pictures),
    ):
        if found:
            yield Legend(name, colour)


def _rendered(path: Path, number: int, scale: float) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        page = document[number - 1]
        picture: Image = page.render(scale=scale).to_pil().convert("RGBA")
        page.close()
    return picture


def _overlay(size: tuple[int, int], marks: PageMarks, scale: float) -> Image:
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)

    def box(of: BBox, colour: Colour, *, width: int = 1, opacity: int = 0, room: int = 0) -> None:
        x0, top, x1, bottom = (round(each * scale) for each in of)
        corners = (x0 - room, top - room, max(x1, x0) + room, max(bottom, top) + room)
        draw.rectangle(corners, fill=(*colour, opacity) if opacity else None, outline=colour, width=width)

    page = marks.page
    for fill in page.fills:
        box((fill.x0, fill.top, fill.x1, fill.bottom), FILL, opacity=FILL_OPACITY)
    for picture in page.pictures:
        box((picture.x0, picture.top, picture.x1, picture.bottom), PICTURE)
    for table in marks.tables:
        for cell in table.cells:
            box(cell.box, CELLS[cell.kind], opacity=CELL_OPACITY)
    for word in page.words:
        box(word.bbox, WORD)
    for ruling in page.rulings:
        box((ruling.x0, ruling.top, ruling.x1, ruling.bottom), RULING)
    for block in marks.blocks:
        box(block.box, BLOCKS[block.kind], width=2, room=OUTSIDE_DOTS)
    for table in marks.tables:
        box(table.box, BLOCKS["table"], width=2, room=OUTSIDE_DOTS)
        draw.text(_beside(table, scale), table.id, fill=BLOCKS["table"], font=_font())
    for red in [*marks.broken, *(cell.box for table in marks.tables for cell in table.cells if cell.doubted)]:
        box(red, RED, width=2)
    return layer


def _beside(table: TableMark, scale: float) -> tuple[float, float]:
    """Left of the table's upper corner: above it stands its caption."""
    left = table.box[0] * scale - _font().getlength(table.id) - 3 * OUTSIDE_DOTS
    return (max(0.0, left), table.box[1] * scale)


def _titles(path: Path, marks: PageMarks) -> list[str]:
    parts = [f"{path.name}, page {marks.page.number} of {marks.pages}"]
    if marks.page.text_layer != "usable":
        parts.append("no text that can be read")
    parts += [f"{table.id}: {table.engine} {table.confidence:.2f}" for table in marks.tables]
    return parts


def _with_legend(paper: Image, titles: Sequence[str], entries: Sequence[Legend]) -> Image:
    """The page with titles and legend below it, so that they cover nothing."""
    from PIL import Image, ImageDraw

    width = max(paper.width, LEAST_DOTS)
    title_places = _flowing(titles, width, 0)
    places = _flowing([entry.name for entry in entries], width, title_places[-1][1] + 1)
    lines = max(line for _, line in [*title_places, *places]) + 1
    whole = Image.new("RGB", (width, paper.height + lines * LINE_DOTS + SWATCH_DOTS), "white")
    whole.paste(paper, (0, 0))
    draw = ImageDraw.Draw(whole)
    draw.line((0, paper.height, width, paper.height), fill=PICTURE)
    top = paper.height + SWATCH_DOTS // 2
    for title, (left, line) in zip(titles, title_places, strict=True):
        draw.text((left, top + line * LINE_DOTS), title, fill="black", font=_font())
    for entry, (left, line) in zip(entries, places, strict=True):
        y = top + line * LINE_DOTS
        corners = (left, y + 2, left + SWATCH_DOTS, y + 2 + SWATCH_DOTS)
        inside = _pale(entry.colour) if entry.solid else None
        draw.rectangle(corners, fill=inside, outline=entry.colour, width=2)
        draw.text((left + SWATCH_DOTS + 4, y), entry.name, fill="black", font=_font())
    return whole


def _flowing(names: Sequence[str], width: int, first: int) -> list[tuple[int, int]]:
    """Left edge and line of each name with its swatch, lines numbered from `first`."""
    places: list[tuple[int, int]] = []
    left, line = SWATCH_DOTS, first
    for name in names:
        wide = round(_font().getlength(name)) + 3 * SWATCH_DOTS
        if left + wide > width and left > SWATCH_DOTS:
            left, line = SWATCH_DOTS, line + 1
        places.append((left, line))
        left += wide
    return places


def _pale(colour: Colour) -> Colour:
    """As the colour looks on white where it fills a cell."""
    red, green, blue = (round(255 + (part - 255) * CELL_OPACITY / 255) for part in colour)
    return (red, green, blue)


@cache
def _font() -> FreeTypeFont | ImageFont:
    from PIL import ImageFont

    return ImageFont.load_default(TEXT_DOTS)
