"""Keys made of content: the same report gets the same keys whatever stands beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from lnextract.model.report import Report
from lnextract.model.spans import TextSpan

SHA_LETTERS = 12
"""48 bits of a file's sha256: among 10 000 files two alike have a chance of one in five million."""
HASH_LETTERS = 16


def doc_id(report: Report) -> str:
    """Beginning of the file's sha256, and the first page (p) or line (l) of the document in the file."""
    source = report.source
    return key_of_document(source.sha256, source.kind, source.page_range[0], _lines(report))


def first_place(report: Report) -> int:
    """The document's first page in its file; in a dump the first line where something stands."""
    return min(_lines(report), default=1) if report.source.kind == "text" else report.source.page_range[0]


def _lines(report: Report) -> list[int]:
    spans = [
        *(each.span for each in report.sections),
        *(each.span for each in report.tables),
        *(each.span for each in report.assignments),
        *(each.span for each in report.claims),
    ]
    return [span.line for span in spans if isinstance(span, TextSpan)]


def key_of_document(sha256: str, kind: str, first_page: int, lines: Iterable[int]) -> str:
    """As `doc_id`, of the parts that it rests on; `lines` are those where something of a dump stands."""
    place = f"l{min(lines, default=1)}" if kind == "text" else f"p{first_page}"
    return f"{sha256[:SHA_LETTERS]}-{place}"


def hashed(*parts: object) -> str:
    """A key of what the parts say, in their order."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LETTERS]
