"""A whole run: inputs to jobs, jobs to outcomes, outcomes to the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import count, takewhile
from pathlib import Path
from typing import TypeAlias

from pydantic import ValidationError

from lnextract.batch.inputs import Inputs
from lnextract.batch.jobs import Job, Outcome
from lnextract.batch.limits import Limits
from lnextract.batch.names import report_name, report_stems
from lnextract.batch.pool import Pool, default_workers
from lnextract.batch.worker import Load, load_convert_one
from lnextract.batch.writing import json_lines, write_whole
from lnextract.model.manifest import FindingCounts, ManifestRow, Status

MANIFEST = "manifest.jsonl"
REPORTS = "reports"

_Outcomes: TypeAlias = Generator[tuple[int, Outcome], None, None]
"""Each with its job's place, in the order in which they are done."""
_Stamp: TypeAlias = tuple[int, int]
"""Of a file: it changes whenever the file is written."""


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


def plan(
    inputs: Inputs, out: Path, vocabulary: Path | None = None, corrections: Path | None = None
) -> list[Job]:
    """One job an input, in the order of the manifest."""
    stems = report_stems(inputs.files)
    return [
        Job(each.path, each.file, stem, out / REPORTS, vocabulary, corrections)
        for each, stem in zip(inputs.files, stems, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Isolation:
    """Each input in a worker process, under limits."""

    limits: Limits = field(default_factory=Limits)
    workers: int | None = None
    """None: one a processor."""
    load: Load = load_convert_one
    """Gives what is done with each input."""


def run(
    inputs: Inputs,
    out: Path,
    vocabulary: Path | None,
    on_done: Callable[[Outcome], None],
    isolation: Isolation | None = None,
    corrections: Path | None = None,
) -> Run:
    """Convert everything into `out`, which is made where it is missing.

    Args:
        on_done: called after each input, in the order in which they are done.
        isolation: None converts in this process, one after the other and without limits.
        corrections: a file of what people have put right, without mistakes.

    Raises:
        VocabularyError: the user's vocabulary has a mistake.
        OSError: `out` can't be written to.
        WorkerStartError: no worker process can be started.
    """
    (out / REPORTS).mkdir(parents=True, exist_ok=True)
    before = _stamps(out)
    jobs = plan(inputs, out, vocabulary, corrections)
    outcomes: dict[int, Outcome] = {}
    with closing(_isolated(jobs, isolation) if isolation else _in_this_process(jobs)) as done:
        for place, outcome in done:
            outcomes[place] = outcome
            on_done(outcome)
    _remove_half_done((job for place, job in enumerate(jobs) if outcomes[place].row.error), before, out)
    return _finish([outcomes[place] for place in range(len(jobs))], out, inputs.ignored)


def _in_this_process(jobs: Iterable[Job]) -> _Outcomes:
    convert = load_convert_one()
    yield from ((place, convert(job)) for place, job in enumerate(jobs))


def _isolated(jobs: Sequence[Job], isolation: Isolation) -> _Outcomes:
    size = isolation.workers or default_workers(len(jobs))
    with Pool(size, isolation.limits, isolation.load) as pool:
        yield from pool.outcomes(jobs)


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


def _stamps(out: Path) -> dict[str, _Stamp]:
    """Of the report files that stand there."""
    found = {path.name: path.stat() for path in (out / REPORTS).glob("*.json")}
    return {name: (stat.st_ino, stat.st_mtime_ns) for name, stat in found.items()}


def _remove_half_done(quarantined: Iterable[Job], before: dict[str, _Stamp], out: Path) -> None:
    """Remove the first documents of inputs whose worker was killed before it had written the last."""
    now = _stamps(out)
    for job in quarantined:
        # Documents are written in order.
        for name in takewhile(now.__contains__, (report_name(job.stem, number) for number in count(1))):
            if now[name] != before.get(name):
                (out / REPORTS / name).unlink()


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
