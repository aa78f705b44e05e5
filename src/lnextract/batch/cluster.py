"""The jobs on a Dask cluster that runs already. Only loaded where it was asked for.

A task is one input. The cluster's worker gives it to a process of its own below it, under the same limits
as here, so that an input which hangs, swells or crashes never takes a cluster's worker with it.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from distributed import Client, Future, KilledWorker

from lnextract.batch.jobs import Job, Outcome, Outcomes
from lnextract.batch.limits import Limits
from lnextract.batch.losses import lost
from lnextract.batch.pool import LOOK_S, Pool
from lnextract.batch.recipe import Recipe
from lnextract.batch.stores import Store
from lnextract.batch.worker import Load, load_convert_one
from lnextract.errors import LnextractError

CONNECT_S = 30
TASKS_A_THREAD = 4
"""So many are handed out ahead: no thread waits for the next, and the scheduler holds few, however many
inputs."""
LEAST_TASKS = 16
_here = threading.local()


class ClusterError(LnextractError):
    """The cluster can't do the work."""

    exit_code = 2
    kind = "cluster"


@dataclass(frozen=True, slots=True)
class Task:
    """A job, with what the machine that does it has not."""

    job: Job
    limits: Limits
    load: Load
    vocabulary: bytes | None


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """The workers of a cluster."""

    scheduler: str
    """Its address."""
    limits: Limits = field(default_factory=Limits)
    load: Load = load_convert_one

    def outcomes(self, jobs: Sequence[Job], store: Store, on_look: Callable[[], None]) -> Outcomes:
        """See `Engine`. Tasks of a worker that is lost are done by others, as often as the cluster allows."""
        if not jobs:
            return
        try:
            client = Client(self.scheduler, timeout=CONNECT_S, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"No scheduler answers at {self.scheduler}.", "Check --scheduler.") from error
        with client:
            yield from self._gather(client, jobs, on_look)

    def _gather(self, client: Client, jobs: Sequence[Job], on_look: Callable[[], None]) -> Outcomes:
        waiting = list(enumerate(jobs))[::-1]
        working: dict[Future, tuple[int, Job]] = {}
        while waiting or working:
            on_look()
            threads = sum(client.nthreads().values())
            while waiting and len(working) < max(LEAST_TASKS, TASKS_A_THREAD * threads):
                place, job = waiting.pop()
                working[client.submit(convert_apart, self._task(job), pure=False)] = (place, job)
            done = [future for future in working if future.done()]
            for future in done:
                place, job = working.pop(future)
                yield place, self._result(future, job)
            if not done:
                sleep(LOOK_S)

    def _task(self, job: Job) -> Task:
        words = job.vocabulary.read_bytes() if job.vocabulary is not None else None
        return Task(job, self.limits, self.load, words)

    def _result(self, future: Future, job: Job) -> Outcome:
        if future.cancelled():
            raise ClusterError("The cluster has given up the work.", "Look at its log, then run this again.")
        error = future.exception()
        if isinstance(error, KilledWorker):
            # Worker after worker was lost with it.
            return lost(job, 0.0, "crashed", self.limits)
        if error is not None:
            raise error
        outcome: Outcome = future.result()
        return outcome


def convert_apart(task: Task) -> Outcome:
    """Done by a cluster's worker: one input, in a process below it that lives on for the next."""
    _refuse_other_version(task)
    with _vocabulary_here(task) as job, _children_allowed():
        ((_, outcome),) = _pool(task).outcomes([job])
    return outcome


def _pool(task: Task) -> Pool:
    """This thread's own."""
    wanted = (task.limits, task.load, str(task.job.store))
    if getattr(_here, "wanted", None) != wanted:
        _here.folder = TemporaryDirectory(prefix="lnextract-")
        scratch = task.job.store.scratch or Path(_here.folder.name)
        _here.pool = Pool(1, task.limits, scratch, task.load, keeps=True)
        _here.wanted = wanted
    pool: Pool = _here.pool
    return pool


def _refuse_other_version(task: Task) -> None:
    """The same bytes come from the same code only."""
    words = None if task.vocabulary is None else sha256(task.vocabulary).hexdigest()
    if Recipe(vocabulary=words).fingerprint() != task.job.fingerprint:
        raise ClusterError(
            "A worker of the cluster has another version of lnextract, or of a library that it reads with.",
            "Install the same on all machines.",
        )


@contextmanager
def _vocabulary_here(task: Task) -> Iterator[Job]:
    if task.vocabulary is None:
        yield task.job
        return
    with TemporaryDirectory(prefix="vocabulary-") as folder:
        path = Path(folder, "vocabulary.yaml")
        path.write_bytes(task.vocabulary)
        yield replace(task.job, vocabulary=path)


@contextmanager
def _children_allowed() -> Iterator[None]:
    """Dask's workers are daemons, which `multiprocessing` lets have no children, for fear that they be left
    behind. Ours end with their parent, by the kernel and by the end of their channel."""
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    before = config.get("daemon")
    config["daemon"] = False
    try:
        yield
    finally:
        config["daemon"] = before
