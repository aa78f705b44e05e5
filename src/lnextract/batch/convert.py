"""One input to its report files. This is the function that a pool of workers runs."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from lnextract.batch.inputs import DUMP_ENDINGS
from lnextract.batch.names import report_name
from lnextract.batch.writing import report_json, write_whole
from lnextract.errors import LnextractError, UnreadableInputError, VocabularyError
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.manifest import FindingCounts, InputError, ManifestRow
from lnextract.model.report import Report
from lnextract.pipeline import read

MONEY_TABLES = frozenset({"budget", "result", "forecast"})
"""Tables whose labels the vocabulary should know as accounts."""


@dataclass(frozen=True, slots=True)
class Job:
    """One input and where its reports go. Can be sent to another process."""

    path: Path
    file: str
    """`source.file` of its reports."""
    stem: str
    """Report files are named after it."""
    reports: Path
    """Existing folder."""
    vocabulary: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    row: ManifestRow
    unmapped_headers: Counter[str] = field(default_factory=Counter)
    unmapped_labels: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Document:
    report: Report
    name: str
    """Of its file."""
    text: str
    """What its file holds."""


class UnsupportedInputError(LnextractError):
    """A file of a kind that is not read."""

    kind = "unsupported"


def convert_one(job: Job) -> Outcome:
    """Read one input and write its reports.

    Whatever is wrong with the input becomes its row. What is wrong with the run does not:

    Raises:
        VocabularyError: the user's vocabulary has a mistake.
        OSError: a report can't be written.
    """
    begun = perf_counter()
    sha256: str | None = None
    try:
        sha256 = _sha256(job)
        documents = _documents(job)
    except VocabularyError:
        raise
    except LnextractError as error:
        return Outcome(_quarantined(job, sha256, begun, InputError(kind=error.kind, message=str(error))))
    except Exception as error:  # noqa: BLE001 - the worker's edge: a bug costs this input only
        sentence = f"An error in lnextract: {error}. Please report it with the file, if it may be shown."
        bug = InputError(kind=type(error).__name__, message=sentence)
        return Outcome(_quarantined(job, sha256, begun, bug))
    return _written(job, sha256, begun, documents)


def read_document(path: Path, file: str, vocabulary: Path | None = None) -> list[Report]:
    """The reports of one input, named `file` in them.

    Raises:
        LnextractError: it can't be read.
    """
    if path.suffix.lower() not in DUMP_ENDINGS:
        raise UnsupportedInputError(
            "This version of lnextract reads text dumps (.txt) only.",
            "Save the text of the document as .txt, for example with Apache Tika, and convert that.",
        )
    try:
        return read(path, name=file, vocabulary=vocabulary)
    except OSError as error:
        raise _unreadable(error) from error


def named(report: Report, name: str) -> Report:
    """The report with findings that speak of it as the file `name`."""
    source = report.source.file

    def of_file(figure: FigureRef) -> FigureRef:
        return figure.model_copy(update={"report": name}) if figure.report == source else figure

    def renamed(finding: Finding) -> Finding:
        target, operands = of_file(finding.target), [of_file(each) for each in finding.operands]
        return finding.model_copy(update={"target": target, "operands": operands})

    return report.model_copy(update={"findings": [renamed(each) for each in report.findings]})


def count_verdicts(findings: Iterable[Finding]) -> FindingCounts:
    """How many checks came to each verdict."""
    return FindingCounts(**Counter(str(finding.verdict) for finding in findings))


def _sha256(job: Job) -> str:
    # A pipe or device would never end.
    if job.path.exists() and not job.path.is_file():
        raise UnreadableInputError("This is not a regular file.", "Convert a copy of it.")
    try:
        with job.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(error) from error


def _unreadable(error: OSError) -> UnreadableInputError:
    reason = error.strerror or type(error).__name__
    return UnreadableInputError(f"The file can't be read: {reason}.", "Check that it exists and may be read.")


def _documents(job: Job) -> list[_Document]:
    reports = read_document(job.path, job.file, job.vocabulary)
    names = [report_name(job.stem, number) for number in range(1, len(reports) + 1)]
    return [
        _Document(report, name, report_json(named(report, name)))
        for report, name in zip(reports, names, strict=True)
    ]


def _written(job: Job, sha256: str, begun: float, documents: Sequence[_Document]) -> Outcome:
    for document in documents:
        write_whole(job.reports / document.name, document.text)
    reports = [document.report for document in documents]
    row = ManifestRow(
        file=job.file,
        sha256=sha256,
        status="converted",
        reports=[document.name for document in documents],
        pages=sum(report.source.pages for report in reports),
        seconds=_seconds(begun),
        warnings=sum(len(report.warnings) for report in reports),
        findings=count_verdicts(finding for report in reports for finding in report.findings),
        error=None,
    )
    return Outcome(row, _unmapped_headers(reports), _unmapped_labels(reports))


def _quarantined(job: Job, sha256: str | None, begun: float, error: InputError) -> ManifestRow:
    return ManifestRow(
        file=job.file,
        sha256=sha256,
        status="quarantined",
        reports=[],
        pages=None,
        seconds=_seconds(begun),
        warnings=0,
        findings=FindingCounts(),
        error=error,
    )


def _seconds(begun: float) -> float:
    return round(perf_counter() - begun, 3)


def _unmapped_headers(reports: Sequence[Report]) -> Counter[str]:
    tables = (table for report in reports for table in report.tables)
    return Counter(
        column.header for table in tables for column in table.columns if column.measure == "unmapped"
    )


def _unmapped_labels(reports: Sequence[Report]) -> Counter[str]:
    tables = (table for report in reports for table in report.tables if table.kind in MONEY_TABLES)
    return Counter(
        row.label for table in tables for row in table.rows if row.account is None and row.kind != "heading"
    )
