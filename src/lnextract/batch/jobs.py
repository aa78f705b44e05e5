"""An input as a task, and what came of it. Both can be sent to another process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias

from lnextract.batch.journal import Entry, WrittenFile
from lnextract.batch.origins import Origin
from lnextract.batch.stores import Store
from lnextract.model.corrections import Corrections
from lnextract.model.manifest import FindingCounts, InputError, ManifestRow


@dataclass(frozen=True, slots=True)
class Job:
    """One input and where its reports go."""

    origin: Origin
    file: str
    """`source.file` of its reports."""
    stem: str
    """Report files are named after it."""
    store: Store
    """OUT, ready to be written to."""
    vocabulary: Path | None = None
    passwords: tuple[str, ...] = ()
    fingerprint: str = ""
    """Of everything else that its reports hang on, see `recipe`."""
    corrections: Corrections | None = None
    """What people have put right, in this input and others."""
    earlier: Entry | None = None
    """What an earlier run made of it; None where that is not to be used."""
    patience_s: float | None = None
    """If an earlier run gave it up after this time or more, that stands; None tries it again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input."""

    row: ManifestRow
    unmapped_headers: Counter[str] = field(default_factory=Counter)
    unmapped_labels: Counter[str] = field(default_factory=Counter)
    files: tuple[WrittenFile, ...] = ()
    """The report files as they lie in OUT, one a name in the row."""
    stamp: str | None = None
    """Of the input."""


Convert: TypeAlias = Callable[[Job], Outcome]
"""What is done with each input; the real one is `convert_one`."""
Outcomes: TypeAlias = Generator[tuple[int, Outcome], None, None]
"""Each with its job's place, once, in the order in which they are done."""


class Engine(Protocol):
    """Who does the jobs."""

    def outcomes(self, jobs: Sequence[Job], store: Store, on_look: Callable[[], None]) -> Outcomes:
        """Do all jobs.

        Args:
            store: OUT, for passing files.
            on_look: called many times a second; what it raises ends the work.

        Raises:
            VocabularyError: the user's vocabulary has a mistake.
            OSError: a report can't be written.
            LnextractError: nobody can be found who does the jobs.
        """


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
