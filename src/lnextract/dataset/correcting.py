"""Reports as corrected now, in copies of their own, and the rows that tell of each correction.

What a report says of itself decides on its place among the others, so corrections come before anything else.
The report files are left alone, whatever state of the corrections `convert` had applied.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import Final

from lnextract.batch.convert import named
from lnextract.batch.writing import report_json
from lnextract.corrections.applying import is_refused, refusals
from lnextract.dataset.cells import as_text
from lnextract.dataset.ids import doc_id, first_place, hashed
from lnextract.dataset.places import where
from lnextract.dataset.rows.rules import CorrectionRow
from lnextract.model.corrections import (
    CellCorrection,
    Correction,
    Corrections,
    EntryCorrection,
    FigureCorrection,
    IdentityCorrection,
    RowCorrection,
)
from lnextract.model.report import Report
from lnextract.model.spans import PageSpan
from lnextract.pipeline import corrected

SOURCE: Final = re.compile(rb'"sha256"\s*:\s*"([0-9a-f]{64})"')
"""In a report's file. Within its texts the quotation marks would have a backslash before them."""
MARKED: Final = re.compile(rb'"corrected"\s*:|"correction_refused"')
"""What an earlier run left in a report that it corrected; texts that say so do no harm."""


@dataclass(frozen=True, slots=True)
class PutRight:
    """All report files, those that corrections concern by copies."""

    paths: list[Path]
    rows: dict[str, list[CorrectionRow]]
    """Key of a document → the corrections that are its own."""
    elsewhere: list[CorrectionRow]
    """Corrections of inputs that are not among these."""
    refused: tuple[str, ...]
    """A sentence for each correction that no longer fits."""

    @property
    def applied(self) -> int:
        """How many corrections fit."""
        return sum(row.applied for rows in self.rows.values() for row in rows)


def put_right(
    paths: Sequence[Path], corrections: Corrections | None, load: Callable[[Path], Report], folder: Path
) -> PutRight:
    """Apply corrections to copies in `folder`, the documents of one input together.

    Args:
        corrections: None takes all reports as they stand; an empty list takes earlier corrections back.
        load: raises `UnreadableInputError` where a file holds no report.
    """
    if corrections is None:
        return PutRight(list(paths), {}, [], ())
    of_input: dict[str, list[Correction]] = defaultdict(list)
    for each in corrections.root:
        of_input[each.source].append(each)
    concerned = _concerned(paths, of_input.keys())
    copies: dict[Path, Path] = {}
    rows: dict[str, list[CorrectionRow]] = {}
    refused: list[str] = []
    folder.mkdir()
    for sha256, own in concerned.items():
        reports = corrected([load(path) for path in own], corrections)
        refused.extend(refusals(reports))
        for path, report in zip(own, reports, strict=True):
            copies[path] = folder / path.name
            copies[path].write_text(report_json(named(report, path.name)), encoding="utf-8")
        rows.update(_rows_of(of_input.pop(sha256, []), reports))
    elsewhere = [row for several in of_input.values() for row in _rows_of(several, [])[""]]
    return PutRight([copies.get(path, path) for path in paths], rows, elsewhere, tuple(refused))


def _concerned(paths: Iterable[Path], sources: Iterable[str]) -> dict[str, list[Path]]:
    """sha256 of each input that is corrected, or was, → all its report files."""
    sought = {source.encode() for source in sources}
    files: dict[str, list[Path]] = defaultdict(list)
    for path in paths:
        content = path.read_bytes()
        source = SOURCE.search(content)
        if source and (source[1] in sought or MARKED.search(content)):
            files[source[1].decode()].append(path)
    return files


def _rows_of(several: Sequence[Correction], reports: Sequence[Report]) -> dict[str, list[CorrectionRow]]:
    """Rows of the corrections of one input, by the key of the document that each belongs to."""
    warnings = [warning for report in reports for warning in report.warnings]
    rows: dict[str, list[CorrectionRow]] = {}
    for number, each in enumerate(several, start=1):
        key = doc_id(_document_of(each, reports)) if reports else None
        applied = bool(reports) and not is_refused(each, warnings)
        rows.setdefault(key or "", []).append(_row(each, number, key, applied=applied))
    return rows


def _document_of(correction: Correction, reports: Sequence[Report]) -> Report:
    """Of the documents of one input the one in which the place lies."""
    in_order = sorted(reports, key=first_place)
    place = correction.place
    if isinstance(correction, IdentityCorrection) and place is None:
        key = correction.field
        return next((each for each in in_order if key in (each.identity.corrected or {})), in_order[0])
    assert place is not None
    at = place.page if isinstance(place, PageSpan) else place.line
    begun = [each for each in in_order if first_place(each) <= at]
    return (begun or in_order)[-1 if begun else 0]


def _row(correction: Correction, number: int, key: str | None, *, applied: bool) -> CorrectionRow:
    """A correction as a row.

    Args:
        number: among those of its input, from 1: one may stand in the file twice.
        key: of its document.
    """
    what, expected, value = _said(correction)
    at = where(correction.place) if correction.place else None
    line = f", line {at.line}" if at and at.line else ""
    page = f", page {at.page}" if at and at.page else ""
    return CorrectionRow(
        correction_id=hashed("correction", correction.source, number, correction.model_dump_json()),
        doc_id=key,
        file_sha256=correction.source,
        target=f"{what}{page}{line}: {at.place}" if at else what,
        expected=expected,
        value=value,
        applied=applied,
        author=correction.by,
        corrected_at=correction.at.isoformat(),
        reason=correction.why,
    )


def _said(correction: Correction) -> tuple[str, str | None, str | None]:
    """What is corrected, what was expected there, and what it says instead."""
    match correction:
        case FigureCorrection(expect=expect, value=value):
            return "figure", expect, as_text(value) or None
        case EntryCorrection(field=field, expect=words, value=text):
            return f"entry.{field}", words, text
        case IdentityCorrection(field=field, expect=was, value=now):
            return f"identity.{field}", _json(was), _json(now)
        case CellCorrection(column=column, cell=cell):
            return f"missing_cell.{column}", None, cell.text
        case RowCorrection(put=put, row=row):
            cells = [cell.text if cell else "" for cell in row.cells]
            return f"missing_row.{put}", None, " | ".join([row.label, *cells])


def _json(value: object) -> str | None:
    """Words as they are, else as JSON has it."""
    if value is None or isinstance(value, str):
        return value
    return dumps(value, ensure_ascii=False, default=str)
