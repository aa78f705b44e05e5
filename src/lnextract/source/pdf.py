"""PDFs: pages with words, rulings, fills and pictures, read by PDFium."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lnextract.errors import UnreadableInputError
from lnextract.model.source import SourceDocument, SourceKind
from lnextract.source.content import HEADER, HEADER_BYTES
from lnextract.source.pdf_unlocking import BAD_PASSWORD

if TYPE_CHECKING:
    from lnextract.source.pdf_pages import ReadPage

BAD_SECURITY = 5
SCANNED_SHARE = 0.5
SLIDE_PRODUCERS = ("powerpoint", "impress", "google slides", "keynote")
SLIDE_WORDS = 120
"""Words of a slide, at the median: pages of a report have 250 and more."""
SLIDE_SIZE_PT = 14.0
"""Font size of most of a slide's words: reports have 9 to 12."""


def read_pdf(
    path: Path, name: str, *, password: str | None = None, pages: Sequence[int] | None = None
) -> SourceDocument:
    """The pages of a PDF; `text` and `lines` stay empty.

    Args:
        path: the file.
        name: what the report calls it.
        password: opens a protected file.
        pages: numbers (from 1) of the pages to read; all where not given.

    Raises:
        UnreadableInputError: the file can't be opened, is no PDF, damaged, protected, or has no such pages.
    """
    digest = _digest(path, name)
    document = _opened(path, name, password)
    try:
        numbers = _numbers(len(document), pages, name)
        read = _read(document, numbers)
        details = document.get_metadata_dict(skip_empty=True)
    finally:
        document.close()
    return SourceDocument(
        file=name,
        sha256=digest,
        kind=kind_of(read, (details.get("Creator", ""), details.get("Producer", ""))),
        text="",
        lines=(),
        producer=details.get("Producer") or details.get("Creator") or None,
        pages=tuple(each.page for each in read),
    )


def _digest(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            head = file.read(HEADER_BYTES)
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableInputError(
            f"{name} can't be opened: {error.strerror}.", "Check that it exists and may be read."
        ) from error
    if not head.strip(b"\x00 \t\r\n\f"):
        raise UnreadableInputError(f"{name} is empty.", "Fetch the PDF again from its archive.")
    if HEADER not in head:
        raise UnreadableInputError(
            f"{name} is no PDF.", "If it is a text dump, give it the ending .txt; else convert it to PDF."
        )
    return digest


def _opened(path: Path, name: str, password: str | None) -> Any:
    # Loading the library takes longer than reading a dump: only where a PDF is read.
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path, password=password)
    except pypdfium2.PdfiumError as error:
        if error.err_code == BAD_PASSWORD:
            step = "Give the right one." if password else "Give its password, or remove it with qpdf."
            raise UnreadableInputError(f"{name} is protected by a password.", step) from error
        if error.err_code == BAD_SECURITY:
            raise UnreadableInputError(
                f"{name} is protected in a way that can't be read.", "Save it without protection."
            ) from error
        raise UnreadableInputError(
            f"{name} is damaged: its pages can't be found.", "Fetch it again, or repair it with qpdf."
        ) from error


def _numbers(count: int, pages: Sequence[int] | None, name: str) -> list[int]:
    if count < 1:
        raise UnreadableInputError(f"{name} has no pages.", "Fetch the PDF again from its archive.")
    wanted = list(range(1, count + 1)) if pages is None else list(pages)
    missing = [number for number in wanted if not 1 <= number <= count]
    if missing:
        raise UnreadableInputError(f"{name} has no page {missing[0]}.", f"Its pages are 1 to {count}.")
    return wanted


def _read(document: Any, numbers: Sequence[int]) -> list[ReadPage]:
    from lnextract.source.pdf_library import address_of
    from lnextract.source.pdf_pages import read_page

    handle = address_of(document.raw)
    return [read_page(handle, number - 1) for number in numbers]


def kind_of(read: Sequence[ReadPage], makers: Sequence[str]) -> SourceKind:
    """What the pages show: scans of paper, slides, or a printed document."""
    if sum(each.scanned for each in read) > SCANNED_SHARE * len(read):
        return "scan"
    worded = [each.page for each in read if each.page.words]
    landscape = sum(page.width > page.height for page in worded)
    if not worded or landscape <= len(worded) / 2:
        return "pdf"
    if any(known in maker.lower() for maker in makers for known in SLIDE_PRODUCERS):
        return "slides"
    sizes = sorted(word.size for page in worded for word in page.words)
    counts = sorted(len(page.words) for page in worded)
    several = len(worded) > 1
    few, large = counts[len(counts) // 2] <= SLIDE_WORDS, sizes[len(sizes) // 2] >= SLIDE_SIZE_PT
    return "slides" if several and few and large else "pdf"
