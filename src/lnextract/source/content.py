"""What a file is, by its content: an ending can lie."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Content = Literal["pdf", "text"]

PDF_ENDING, TEXT_ENDING = ".pdf", ".txt"
HEADER = b"%PDF-"
HEADER_BYTES = 1024
"""The header may have so many bytes before it."""
PROBE_BYTES = 8192
"""How much of a file without the header of a PDF is looked at."""
BLANKS = b"\xef\xbb\xbf \t\r\n\f"
MARKUP = (b"<", b"{", b"PK")
"""Beginnings of what is saved as a PDF by mistake and is no dump: a server's error page, RTF or JSON, an
archive."""
LEAST_LINES = 10
"""Of a dump that has the ending of a PDF: a damaged PDF can leave a few words."""
CONTROLS = frozenset(range(9)) | frozenset(range(14, 32)) | {127}
"""Bytes that plain text does not have."""


def content_of(path: Path) -> Content | None:
    """What `read` takes the file for; None where it is neither.

    A file that begins as a PDF is one, whatever its ending; one that ends in `.pdf` may have some bytes
    before the header, and is a dump if it holds plain text. Any other file is known by its ending.

    Raises:
        OSError: the file can't be opened.
    """
    with path.open("rb") as file:
        head = file.read(PROBE_BYTES)
    ending = path.suffix.casefold()
    if head.lstrip(BLANKS).startswith(HEADER):
        return "pdf"
    if ending == TEXT_ENDING:
        return "text"
    if ending == PDF_ENDING:
        return "text" if HEADER not in head[:HEADER_BYTES] and _is_plain_text(head) else "pdf"
    return None


def _is_plain_text(head: bytes) -> bool:
    words = head.strip(BLANKS)
    return words.count(b"\n") >= LEAST_LINES and not words.startswith(MARKUP) and not CONTROLS & set(head)
