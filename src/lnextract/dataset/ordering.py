"""The order of the documents, and each of them once, from the heads of their files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from pydantic_core import from_json

from lnextract.dataset.ids import key_of_document
from lnextract.errors import UnreadableInputError
from lnextract.model.report import Identity
from lnextract.pipeline import BodyKey, body_key

PLACED: Final = ("sections", "tables", "assignments", "claims")
"""Lists of a report whose items have a span of their own that the document's key rests on."""
LAST: Final = "~"
"""Sorts after every letter and digit: documents that say nothing come last."""


@dataclass(frozen=True, slots=True, order=True)
class Head:
    """What sorts a document (municipality, year, last day, number, key), and whose it is."""

    municipality: str
    year: str
    until: str
    number: int
    doc_id: str
    path: Path
    body: BodyKey | None = field(compare=False)
    """Equal for the reports of one body."""


def in_order(paths: Iterable[Path]) -> list[Head]:
    """The reports sorted by what they are about; of two files of the same document the first by name.

    Raises:
        UnreadableInputError: a file holds no report.
    """
    first: dict[str, Head] = {}
    for path in sorted(paths, key=lambda each: (each.name, each)):
        try:
            head = _head(path, from_json(path.read_bytes()))
        except (ValueError, KeyError, TypeError) as error:
            message = f"{path} holds no report of this version of lnextract."
            raise UnreadableInputError(message, "Convert its source again.") from error
        first.setdefault(head.doc_id, head)
    return sorted(first.values())


def _head(path: Path, report: Any) -> Head:
    source, identity = report["source"], report["identity"]
    period = identity["period"] or {}
    return Head(
        municipality=identity["municipality_code"] or LAST,
        year=str(identity["year"] or LAST),
        until=period.get("to") or LAST,
        number=identity["report_number"] or 0,
        doc_id=key_of_document(source["sha256"], source["kind"], source["page_range"][0], _lines(report)),
        path=path,
        body=body_key(Identity.model_validate(identity)),
    )


def _lines(report: Any) -> Iterator[int]:
    for name in PLACED:
        yield from (item["span"]["line"] for item in report[name] if "line" in item["span"])
