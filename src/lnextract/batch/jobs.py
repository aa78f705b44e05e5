"""An input as a task, and what came of it. Both can be sent to another process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from lnextract.model.manifest import FindingCounts, InputError, ManifestRow


@dataclass(frozen=True, slots=True)
class Job:
    """One input and where its reports go."""

    path: Path
    file: str
    """`source.file` of its reports."""
    stem: str
    """Report files are named after it."""
    reports: Path
    """Existing folder."""
    vocabulary: Path | None = None
    corrections: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    row: ManifestRow
    unmapped_headers: Counter[str] = field(default_factory=Counter)
    unmapped_labels: Counter[str] = field(default_factory=Counter)


Convert: TypeAlias = Callable[[Job], Outcome]
"""What is done with each input; the real one is `convert_one`."""


def quarantined(job: Job, sha256: str | None, seconds: float, error: InputError) -> Outcome:
    """The row of an input that gave no report."""
    row = ManifestRow(
        file=job.file,
        sha256=sha256,
        status="quarantined",
        reports=[],
        pages=None,
        seconds=round(seconds, 3),
        warnings=0,
        findings=FindingCounts(),
        error=error,
    )
    return Outcome(row)
