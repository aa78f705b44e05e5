"""Who does the jobs: this process, or worker processes here. For a cluster see `cluster`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from lnextract.batch.jobs import Job, Outcomes
from lnextract.batch.limits import Limits
from lnextract.batch.pool import Pool, default_workers
from lnextract.batch.stores import Store
from lnextract.batch.worker import Load, load_convert_one


@dataclass(frozen=True, slots=True)
class InThisProcess:
    """One after the other and without limits."""

    def outcomes(self, jobs: Sequence[Job], store: Store, on_look: Callable[[], None]) -> Outcomes:
        """See `Engine`."""
        convert = load_convert_one()
        for place, job in enumerate(jobs):
            on_look()
            yield place, convert(job)


@dataclass(frozen=True, slots=True)
class Isolation:
    """Each input in a worker process, under limits."""

    limits: Limits = field(default_factory=Limits)
    workers: int | None = None
    """None: one a processor."""
    load: Load = load_convert_one
    """Gives what is done with each input."""

    def outcomes(self, jobs: Sequence[Job], store: Store, on_look: Callable[[], None]) -> Outcomes:
        """See `Engine`."""
        size = self.workers or default_workers(len(jobs))
        order = largest_first(jobs)
        with scratch_of(store) as scratch, Pool(size, self.limits, scratch, self.load) as pool:
            for number, outcome in pool.outcomes((jobs[place] for place in order), on_look):
                yield order[number], outcome


def largest_first(jobs: Sequence[Job]) -> list[int]:
    """The jobs' places in the order to begin them: so at the end no worker waits long for another one."""
    return sorted(range(len(jobs)), key=lambda place: -jobs[place].origin.size())


@contextmanager
def scratch_of(store: Store) -> Iterator[Path]:
    """The store's folder for passing files, or one of the system's."""
    if store.scratch is not None:
        yield store.scratch
        return
    with TemporaryDirectory(prefix="lnextract-") as folder:
        yield Path(folder)
