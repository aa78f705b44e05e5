"""What became of each input: the rows of `OUT/manifest.jsonl`."""

from __future__ import annotations

from typing import Literal

from lnextract.model.spans import Strict

Status = Literal["converted", "unchanged", "quarantined"]


class FindingCounts(Strict):
    """How many checks came to each verdict, over the reports of one input."""

    broken: int = 0
    holds: int = 0
    holds_within_rounding: int = 0
    not_checkable: int = 0


class InputError(Strict):
    """Why an input gave no report."""

    kind: str
    """A short word for programs: unreadable, unsupported, …; of a bug the name of the exception."""
    message: str
    """For people: what is wrong and what to do next."""


class ManifestRow(Strict):
    """What became of one input."""

    file: str
    """Path relative to the input folder, with `/`; of a file named directly its name."""
    sha256: str | None
    """Of the file's bytes; null where they can't be read."""
    status: Status
    reports: list[str]
    """Names of the files written to `OUT/reports`, in the order of the documents."""
    pages: int | None
    """Pages of all documents together; null where none could be read."""
    seconds: float
    """Time that this input took. The only value that differs between two runs."""
    warnings: int
    findings: FindingCounts
    error: InputError | None
