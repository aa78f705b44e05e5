"""Text dumps of PDFs: lines of the layout with their blanks, decoded without loss of place."""

from __future__ import annotations

import codecs
import hashlib
import re
from pathlib import Path

from lnextract.errors import TooLargeError, UnreadableInputError
from lnextract.model.source import Line, SourceDocument

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAX_BYTES = 16_000_000
"""A bundle of a thousand pages has 4 MB of text; a larger file is a data file, or many dumps in one."""
MAX_LINES = 200_000
PROBE_BYTES = 65_536
"""How much of a file is looked at to tell text from binary data."""
MAX_CONTROL_SHARE = 0.02
"""Share of control characters above which a file is no text: real dumps have none or a stray few."""
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def read_dump(path: Path, name: str) -> SourceDocument:
    """The lines of a dump. `name` is what the report calls the file.

    Raises:
        UnreadableInputError: the file is empty, can't be opened or is no text.
        TooLargeError: it is larger than any report.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise UnreadableInputError(
            f"{name} can't be opened: {error.strerror}.", "Check that it exists and may be read."
        ) from error
    if size > MAX_BYTES:
        raise TooLargeError(
            f"{name} has {size / 1e6:.0f} MB, more than any report's text ({MAX_BYTES / 1e6:.0f} MB).",
            "If it holds many dumps, save each in a file of its own.",
        )
    if not data.strip(b"\x00 \t\r\n\f\xef\xbb\xbf\xff\xfe"):
        raise UnreadableInputError(f"{name} is empty.", "Make the dump again from its PDF.")
    text, encoding = decode(data, name)
    lines = split_lines(text)
    if len(lines) > MAX_LINES:
        raise TooLargeError(
            f"{name} has {len(lines)} lines, more than any report's text ({MAX_LINES}).",
            "If it holds many dumps, save each in a file of its own.",
        )
    return SourceDocument(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        kind="text",
        text=text,
        lines=lines,
        encoding=encoding,
    )


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of a file and the name of its encoding: by mark, else UTF-8, UTF-16 or Windows-1252."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), name), encoding
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _checked(data.decode(wide, errors="replace"), name), wide
    try:
        return _checked(data.decode("utf-8"), name), "utf-8"
    except UnicodeDecodeError:
        pass
    # Latin-1 keeps every byte, also the five that Windows-1252 leaves undefined.
    try:
        return _checked(data.decode("cp1252"), name), "cp1252"
    except UnicodeDecodeError:
        return _checked(data.decode("latin-1"), name), "latin-1"


def _utf16_without_mark(data: bytes) -> str | None:
    probe = data[:PROBE_BYTES]
    if probe[1::2].count(0) > 0.4 * len(probe[1::2]):
        return "utf-16-le"
    if probe[0::2].count(0) > 0.4 * len(probe[0::2]):
        return "utf-16-be"
    return None


def _checked(text: str, name: str) -> str:
    probe = text[:PROBE_BYTES]
    if len(CONTROL.findall(probe)) > MAX_CONTROL_SHARE * len(probe):
        raise UnreadableInputError(
            f"{name} holds binary data, not text.", "If it is a PDF, give it the ending .pdf."
        )
    return text


def split_lines(text: str) -> tuple[Line, ...]:
    """Lines with their offsets; line ends of any kind, form feeds stay in the text."""
    lines = []
    start = 0
    for number, raw in enumerate(text.splitlines(keepends=True) if _simple(text) else _cut(text), start=1):
        lines.append(Line(number=number, start=start, text=raw.rstrip("\r\n")))
        start += len(raw)
    return tuple(lines)


def _simple(text: str) -> bool:
    # str.splitlines also cuts at form feeds, file separators and Unicode line separators.
    return not re.search("[\v\f\x1c-\x1e\x85\u2028\u2029]", text)


def _cut(text: str) -> list[str]:
    return [match.group() for match in LINE.finditer(text) if match.group()]
