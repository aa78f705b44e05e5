"""PDFs of a page or two for the reader's tests, written stream by stream."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

Size = tuple[float, float]
STANDARD = {"H": "Helvetica", "B": "Helvetica-Bold"}


def mapped_font(codes: Mapping[str, int]) -> bytes:
    """A character map that gives some letters another meaning."""
    pairs = " ".join(f"<{ord(letter):02X}> <{code:04X}>" for letter, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def "
        "1 begincodespacerange <00> <FF> endcodespacerange "
        f"{len(codes)} beginbfchar {pairs} endbfchar endcmap end end"
    ).encode()


def _font(pdf: pikepdf.Pdf, base: str, mapping: bytes | None = None) -> pikepdf.Object:
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base), Encoding=Name.WinAnsiEncoding
    )
    if mapping is not None:
        font.ToUnicode = pdf.make_stream(mapping)
    return pdf.make_indirect(font)


class Maker:
    """Pages of one size, each a list of things drawn."""

    def __init__(self, size: Size) -> None:
        self._size = size
        self._streams: list[str] = [""]

    def page(self) -> Maker:
        """Begin another page."""
        self._streams.append("")
        return self

    def text(self, text: str, *, hidden: bool = False) -> Maker:
        """A line in the middle of the page, in Latin letters."""
        mode = "3 Tr " if hidden else ""
        self._streams[-1] += f" BT /H 12 Tf {mode}50 150 Td ({text}) Tj ET"
        return self

    def picture(self) -> Maker:
        """A grey picture over the whole page."""
        width, height = self._size
        self._streams[-1] += f" q {width} 0 0 {height} 0 0 cm /I Do Q"
        return self

    def save(self, path: Path, *, password: str = "") -> Path:
        """Write the file, protected where a password is given."""
        pdf = pikepdf.new()
        for stream in self._streams:
            _add_page(pdf, stream, self._size, {})
        locked = pikepdf.Encryption(user=password, owner=password + "!") if password else None
        pdf.save(path, encryption=locked or False)
        return path


def made_pdf(
    path: Path,
    stream: str,
    *,
    size: Size = (400.0, 300.0),
    rotate: int = 0,
    crop: tuple[float, float, float, float] | None = None,
    fonts: Mapping[str, bytes] | None = None,
    producer: str = "",
    forms: Mapping[str, str] | None = None,
) -> Path:
    """A PDF with one page of the given content; fonts /H, /B and those of `fonts`, forms by name."""
    pdf = pikepdf.new()
    page = _add_page(pdf, stream, size, fonts or {})
    for name, content in (forms or {}).items():
        form = pdf.make_stream(content.encode("cp1252"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, *size])
        form.Matrix = Array([1, 0, 0, 1, 10, 20])
        form.Resources = page.Resources
        page.Resources.XObject[Name("/" + name)] = form
    if rotate:
        page.Rotate = rotate
    if crop is not None:
        page.CropBox = Array(list(crop))
    if producer:
        pdf.docinfo[Name.Producer] = producer
    pdf.save(path)
    return path


def _add_page(pdf: pikepdf.Pdf, stream: str, size: Size, fonts: Mapping[str, bytes]) -> pikepdf.Object:
    page = pdf.add_blank_page(page_size=size).obj
    named = {"/" + key: _font(pdf, base) for key, base in STANDARD.items()}
    named |= {"/" + key: _font(pdf, "Helvetica", mapping) for key, mapping in fonts.items()}
    picture = pdf.make_stream(b"\x80")
    picture.Type, picture.Subtype = Name.XObject, Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 1, 1, 8
    picture.ColorSpace = Name.DeviceGray
    page.Resources = Dictionary(Font=Dictionary(named), XObject=Dictionary(I=picture))
    page.Contents = pdf.make_stream(stream.encode("cp1252"))
    return page
