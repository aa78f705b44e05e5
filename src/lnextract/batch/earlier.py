"""Whether what an earlier run made of an input still holds: then nothing is done."""

from __future__ import annotations

from collections import Counter

from lnextract.batch.jobs import Job, Outcome
from lnextract.batch.journal import Entry, WrittenFile
from lnextract.batch.stores import report_path, sha256_of
from lnextract.model.manifest import Status

GIVEN_UP = "timeout"
"""Kind of the error of an input that took all its time: only to find that out again costs as much."""


def untouched(job: Job) -> Outcome | None:
    """The earlier result where input and report files bear the stamps of then; nothing is read."""
    entry = _of_same_recipe(job)
    if entry is None or entry.stamp is None or entry.stamp != job.origin.stamp():
        return None
    if any(
        file.stamp is None or job.store.stamp(report_path(file.name)) != file.stamp for file in entry.files
    ):
        return None
    return _unchanged(entry, entry.stamp, entry.files)


def with_same_content(job: Job, sha256: str, stamp: str | None) -> Outcome | None:
    """The earlier result where input and report files have the bytes of then.

    Args:
        sha256: of the input now.
        stamp: of the input now.
    """
    entry = _of_same_recipe(job)
    if entry is None or entry.row.sha256 != sha256:
        return None
    files = [_as_it_lies(file, job) for file in entry.files]
    if [file.sha256 for file in files] != [file.sha256 for file in entry.files]:
        return None
    return _unchanged(entry, stamp, files)


def is_kept(outcome: Outcome) -> bool:
    """Whether a later run may take it as it is: it has its reports, or took all the time that there was."""
    return outcome.row.error is None or outcome.row.error.kind == GIVEN_UP


def entry_of(job: Job, outcome: Outcome) -> Entry:
    """What the journal keeps of an input."""
    status: Status = "converted" if outcome.row.error is None else "quarantined"
    return Entry(
        stem=job.stem,
        fingerprint=job.fingerprint,
        corrections=_corrections_of(job, outcome.row.sha256),
        stamp=outcome.stamp,
        row=outcome.row.model_copy(update={"status": status}),
        files=list(outcome.files),
        unmapped_headers=dict(outcome.unmapped_headers),
        unmapped_labels=dict(outcome.unmapped_labels),
    )


def _of_same_recipe(job: Job) -> Entry | None:
    entry = job.earlier
    if entry is None or entry.fingerprint != job.fingerprint or _deserves_another_try(entry, job):
        return None
    return entry if entry.corrections == _corrections_of(job, entry.row.sha256) else None


def _deserves_another_try(entry: Entry, job: Job) -> bool:
    """Whether it was given up, and has more time now or the user wants it tried again."""
    if entry.row.error is None:
        return False
    return job.patience_s is None or job.patience_s > entry.row.seconds


def _corrections_of(job: Job, sha256: str | None) -> str:
    """Of this input alone: a correction of another one leaves it as it is."""
    return "" if job.corrections is None or sha256 is None else job.corrections.fingerprint(sha256)


def _as_it_lies(file: WrittenFile, job: Job) -> WrittenFile:
    path = report_path(file.name)
    stamp = job.store.stamp(path)
    return WrittenFile(name=file.name, sha256=sha256_of(job.store.read(path)), stamp=stamp)


def _unchanged(entry: Entry, stamp: str | None, files: list[WrittenFile]) -> Outcome:
    status: Status = "unchanged" if entry.row.error is None else "quarantined"
    row = entry.row.model_copy(update={"status": status})
    return Outcome(row, Counter(entry.unmapped_headers), Counter(entry.unmapped_labels), tuple(files), stamp)
