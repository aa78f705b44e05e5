"""A whole run: inputs to jobs, jobs to outcomes, outcomes to the manifest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from lnextract.batch.account import Account, earlier_rows
from lnextract.batch.earlier import untouched
from lnextract.batch.engines import InThisProcess, Isolation
from lnextract.batch.inputs import Inputs
from lnextract.batch.jobs import Engine, Job, Outcome
from lnextract.batch.journal import Journal, load_journal
from lnextract.batch.names import report_stems
from lnextract.batch.recipe import recipe
from lnextract.batch.stopping import Stopped
from lnextract.batch.stores import MANIFEST, REPORTS, LocalStore, Store
from lnextract.model.corrections import Corrections
from lnextract.model.manifest import FindingCounts, ManifestRow, Status

__all__ = ["MANIFEST", "REPORTS", "Isolation", "Run", "Wishes", "run"]


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user can ask of a conversion."""

    vocabulary: Path | None = None
    """A YAML file added to the vocabulary."""
    corrections: Corrections | None = None
    """What people have put right."""
    passwords: tuple[str, ...] = ()
    """Tried on protected inputs."""
    force: bool = False
    """Convert what an earlier run has done, too."""
    patience_s: float | None = None
    """What an earlier run gave up after this time or more is not tried again; None tries everything again."""


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
    stopped: bool = False
    """A signal ended it before every input had its turn."""

    def count(self, status: Status) -> int:
        return sum(row.status == status for row in self.rows)

    @property
    def findings(self) -> FindingCounts:
        """Verdicts over all inputs."""
        total: Counter[str] = Counter()
        for row in self.rows:
            total.update(row.findings.model_dump())
        return FindingCounts(**total)

    @property
    def repeated(self) -> int:
        """Inputs with the content of another."""
        times = Counter(row.sha256 for row in self.rows if row.sha256 is not None)
        return sum(times.values()) - len(times)


def run(
    inputs: Inputs,
    out: Path | Store,
    wishes: Wishes,
    on_done: Callable[[Outcome], None],
    engine: Engine | None = None,
    on_look: Callable[[], None] = lambda: None,
) -> Run:
    """Convert into `out`, which is made where it is missing, what no earlier run has done.

    Args:
        on_done: called after each input, in the order in which they are done.
        engine: None converts in this process.
        on_look: called many times a second; if it raises `Stopped`, the run ends as if that were all.

    Raises:
        VocabularyError: the user's vocabulary has a mistake.
        OSError: `out` can't be written to.
        LnextractError: another run writes to it, or nobody can be found who does the work.
    """
    store = LocalStore(out) if isinstance(out, Path) else out
    with store.held():
        journal = load_journal(store)
        jobs = plan(inputs, store, wishes, journal)
        account = Account(store, jobs, journal, earlier={row.file: row for row in earlier_rows(store)})
        stopped = False
        try:
            _do(account, engine or InThisProcess(), on_done, on_look)
        except Stopped:
            stopped = True
        left_over = account.close()
    return _result(account, inputs, left_over, stopped)


def plan(inputs: Inputs, store: Store, wishes: Wishes, journal: Journal) -> list[Job]:
    """One job an input, in the order of the manifest."""
    fingerprint = recipe(wishes.vocabulary).fingerprint()
    stems = report_stems(inputs.files)
    return [
        Job(
            origin=each.origin,
            file=each.file,
            stem=stem,
            store=store,
            vocabulary=wishes.vocabulary,
            passwords=wishes.passwords,
            fingerprint=fingerprint,
            corrections=wishes.corrections,
            earlier=None if wishes.force else journal.entries.get((each.file, stem)),
            patience_s=wishes.patience_s,
        )
        for each, stem in zip(inputs.files, stems, strict=True)
    ]


def _do(
    account: Account, engine: Engine, on_done: Callable[[Outcome], None], on_look: Callable[[], None]
) -> None:
    left = []
    for place, job in enumerate(account.jobs):
        on_look()
        if (outcome := untouched(job)) is None:
            left.append(place)
            continue
        account.enter(place, outcome, known=True)
        on_done(outcome)
    jobs = [account.jobs[place] for place in left]
    with closing(engine.outcomes(jobs, account.store, on_look)) as done:
        for number, outcome in done:
            account.enter(left[number], outcome)
            on_done(outcome)


def _result(account: Account, inputs: Inputs, left_over: int, stopped: bool) -> Run:
    headers: Counter[str] = Counter()
    labels: Counter[str] = Counter()
    for _, outcome in sorted(account.outcomes.items()):
        headers.update(outcome.unmapped_headers)
        labels.update(outcome.unmapped_labels)
    return Run(
        rows=tuple(account.rows()),
        unmapped_headers=headers,
        unmapped_labels=labels,
        ignored=inputs.ignored,
        left_over=left_over,
        stopped=stopped,
    )
