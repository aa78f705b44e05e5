"""A whole run: inputs to jobs, jobs to outcomes, outcomes to the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from lnextract.batch.convert import Job, Outcome, convert_one
from lnextract.batch.inputs import Inputs
from lnextract.batch.names import report_stems
from lnextract.batch.writing import json_lines, write_whole
from lnextract.model.manifest import FindingCounts, ManifestRow, Status

MANIFEST = "manifest.jsonl"
REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a run."""

    rows: tuple[ManifestRow, ...]
    """One an input, sorted by file, as in the manifest."""
    unmapped_headers: Counter[str]
    unmapped_labels: Counter[str]
    """Labels of money tables that the vocabulary does not know."""
    ignored: int
    left_over: int
    """Report files in OUT that this run did not write: an earlier run's."""

    def count(self, status: Status) -> int:
        return sum(row.status == status for row in self.rows)

    @property
    def findings(self) -> FindingCounts:
        """Verdicts over all inputs."""
        total: Counter[str] = Counter()
        for row in self.rows:
            total.update(row.findings.model_dump())
        return FindingCounts(**total)


def plan(inputs: Inputs, out: Path, vocabulary: Path | None = None) -> list[Job]:
    """One job an input, in the order of the manifest."""
    stems = report_stems(inputs.files)
    return [
        Job(each.path, each.file, stem, out / REPORTS, vocabulary)
        for each, stem in zip(inputs.files, stems, strict=True)
    ]


def run(inputs: Inputs, out: Path, vocabulary: Path | None, on_done: Callable[[Outcome], None]) -> Run:
    """Convert everything into `out`, which is made where it is missing.

    Args:
        on_done: called after each input.

    Raises:
        VocabularyError: the user's vocabulary has a mistake.
        OSError: `out` can't be written to.
    """
    (out / REPORTS).mkdir(parents=True, exist_ok=True)
    outcomes = []
    for job in plan(inputs, out, vocabulary):
        outcome = convert_one(job)
        outcomes.append(outcome)
        on_done(outcome)
    return _finish(outcomes, out, inputs.ignored)


def _finish(outcomes: Sequence[Outcome], out: Path, ignored: int) -> Run:
    rows = tuple(outcome.row for outcome in outcomes)
    written = {name for row in rows for name in row.reports}
    _remove_outdated(out, {row.file for row in rows}, written)
    write_whole(out / MANIFEST, json_lines(rows))
    return Run(
        rows=rows,
        unmapped_headers=sum((outcome.unmapped_headers for outcome in outcomes), Counter()),
        unmapped_labels=sum((outcome.unmapped_labels for outcome in outcomes), Counter()),
        ignored=ignored,
        left_over=sum(path.name not in written for path in (out / REPORTS).glob("*.json")),
    )


def _remove_outdated(out: Path, files: set[str], written: set[str]) -> None:
    """Remove what an earlier run wrote for these inputs and this one did not."""
    for row in earlier_rows(out):
        if row.file not in files:
            continue
        for name in set(row.reports) - written:
            if Path(name).name == name:
                (out / REPORTS / name).unlink(missing_ok=True)


def earlier_rows(out: Path) -> list[ManifestRow]:
    """Rows of the manifest in `out`; lines that are none of ours are passed over."""
    path = out / MANIFEST
    rows = []
    for line in path.read_bytes().splitlines() if path.is_file() else []:
        try:
            rows.append(ManifestRow.model_validate_json(line))
        except ValidationError:
            continue
    return rows
