"""One input to its report files. This is the function that a pool of workers runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path
from time import perf_counter

from lnextract import pipeline
from lnextract.batch.archives import ENDING as ARCHIVE_ENDING
from lnextract.batch.archives import refusal
from lnextract.batch.digest import file_sha256, unreadable
from lnextract.batch.earlier import with_same_content
from lnextract.batch.jobs import Job, Outcome, quarantined
from lnextract.batch.journal import WrittenFile
from lnextract.batch.names import report_name
from lnextract.batch.stores import report_path, sha256_of
from lnextract.batch.writing import report_json
from lnextract.errors import ChangedInputError, LnextractError, UnsupportedInputError, VocabularyError
from lnextract.model.finding import FigureRef, Finding
from lnextract.model.manifest import FindingCounts, InputError, ManifestRow
from lnextract.model.report import Report
from lnextract.pipeline import read

NO_ROOM = frozenset({ENOSPC, EDQUOT})
"""Errors of the system that no input is to blame for."""
MONEY_TABLES = frozenset({"budget", "result", "forecast"})
"""Tables whose labels the vocabulary should know as accounts."""


@dataclass(frozen=True, slots=True)
class _Document:
    report: Report
    name: str
    """Of its file."""
    text: str
    """What its file holds."""


def convert_one(job: Job) -> Outcome:
    """Read one input and write its reports, if what an earlier run made of it no longer holds.

    Whatever is wrong with the input becomes its row. What is wrong with the run does not:

    Raises:
        VocabularyError: the user's vocabulary has a mistake.
        OSError: a report or a passing file can't be written.
        MemoryError: this process has not enough for the input; a worker is not worth keeping after that.
    """
    begun = perf_counter()
    sha256: str | None = None
    try:
        stamp = job.origin.stamp() if job.origin.is_settled() else None
        with job.origin.local(job.passwords) as path:
            sha256 = file_sha256(path)
            if (kept := with_same_content(job, sha256, stamp)) is not None:
                return kept
            documents = _documents(job, path)
            _refuse_changed(path, sha256)
    except (VocabularyError, MemoryError, OSError):
        raise
    except LnextractError as error:
        trouble = InputError(kind=error.kind, message=str(error))
    except Exception as error:  # noqa: BLE001 - the worker's edge: a bug costs this input only
        sentence = f"An error in lnextract: {error}. Please report it with the file, if it may be shown."
        trouble = InputError(kind=type(error).__name__, message=sentence)
    else:
        return _written(job, sha256, stamp, begun, documents)
    return quarantined(job, sha256, perf_counter() - begun, trouble)


def read_document(
    path: Path, file: str, vocabulary: Path | None = None, passwords: Sequence[str] = ()
) -> list[Report]:
    """The reports of one input, named `file` in them.

    Raises:
        LnextractError: it can't be read.
        OSError: there is no room for passing files.
    """
    suffix = path.suffix.lower()
    try:
        if suffix not in pipeline.SUPPORTED_SUFFIXES and not pipeline.is_pdf(path):
            raise refusal(path) if suffix == ARCHIVE_ENDING else _unsupported()
        return read(path, name=file, vocabulary=vocabulary, passwords=passwords)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        raise unreadable(error) from error


def _unsupported() -> UnsupportedInputError:
    endings = " and ".join(sorted(pipeline.SUPPORTED_SUFFIXES))
    return UnsupportedInputError(
        f"This version of lnextract reads {endings} only.", "Print the document to a PDF and convert that."
    )


def _refuse_changed(path: Path, sha256: str) -> None:
    """What was read must be what was hashed: engines open the file by themselves, one after the other."""
    if file_sha256(path) != sha256:
        raise ChangedInputError(
            "The file was written to while it was read.",
            "Convert it again when nobody writes to it any more.",
        )


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


def _documents(job: Job, path: Path) -> list[_Document]:
    reports = read_document(path, job.file, job.vocabulary, job.passwords)
    if job.corrections is not None:
        reports = pipeline.corrected(reports, job.corrections)
    names = [report_name(job.stem, number) for number in range(1, len(reports) + 1)]
    return [
        _Document(report, name, report_json(named(report, name)))
        for report, name in zip(reports, names, strict=True)
    ]


def _written(
    job: Job, sha256: str, stamp: str | None, begun: float, documents: Sequence[_Document]
) -> Outcome:
    files = [_put(job, document) for document in documents]
    reports = [document.report for document in documents]
    row = ManifestRow(
        file=job.file,
        sha256=sha256,
        status="converted",
        reports=[file.name for file in files],
        pages=sum(report.source.pages for report in reports),
        seconds=round(perf_counter() - begun, 3),
        warnings=sum(len(report.warnings) for report in reports),
        findings=count_verdicts(finding for report in reports for finding in report.findings),
        error=None,
    )
    return Outcome(row, _unmapped_headers(reports), _unmapped_labels(reports), tuple(files), stamp)


def _put(job: Job, document: _Document) -> WrittenFile:
    path = report_path(document.name)
    job.store.write(path, document.text)
    # Nobody but this run writes there, so that the stamp needs no time to settle.
    return WrittenFile(name=document.name, sha256=sha256_of(document.text), stamp=job.store.stamp(path))


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
