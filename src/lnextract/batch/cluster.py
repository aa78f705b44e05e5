"""The jobs on a Dask cluster that runs already. Only loaded where it was asked for.

A task is one input. The cluster's worker gives it to a process of its own below it, under the same limits
as here, so that an input which hangs, swells or crashes never takes a cluster's worker with it.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from socket import create_connection
from tempfile import TemporaryDirectory, mkdtemp
from time import monotonic, sleep
from urllib.parse import urlsplit

from distributed import Client, Future, KilledWorker
from distributed.comm.registry import backends

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
TRIES_ALONE = 3
"""A cluster loses workers for many reasons."""
NO_WORKERS_S = 300.0
"""So long a cluster may take to send its first worker, or another."""
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
        with _connected(self.scheduler) as client:
            yield from self._gather(client, jobs, on_look)

    def _gather(self, client: Client, jobs: Sequence[Job], on_look: Callable[[], None]) -> Outcomes:
        suspects: list[tuple[int, Job]] = []
        for place, outcome in self._work(client, list(enumerate(jobs)), on_look):
            if outcome is None:
                suspects.append((place, jobs[place]))
            else:
                yield place, outcome
        # An input that was in the hands of lost workers may have stood beside the one that killed them.
        for place, job in sorted(suspects, key=itemgetter(0)):
            yield place, self._alone(client, job, on_look) or lost(job, 0.0, "crashed", self.limits)

    def _alone(self, client: Client, job: Job, on_look: Callable[[], None]) -> Outcome | None:
        """With no other beside it: only an input that loses its worker every time is to blame."""
        for _ in range(TRIES_ALONE):
            for _, outcome in self._work(client, [(0, job)], on_look):
                if outcome is not None:
                    return outcome
        return None

    def _work(
        self, client: Client, waiting: list[tuple[int, Job]], on_look: Callable[[], None]
    ) -> Iterator[tuple[int, Outcome | None]]:
        """Outcomes as they come; None where the cluster has given an input up."""
        waiting.reverse()
        working: dict[Future, int] = {}
        seen = monotonic()
        while waiting or working:
            on_look()
            threads = sum(client.nthreads().values())
            seen = monotonic() if threads else seen
            if monotonic() - seen > NO_WORKERS_S:
                raise ClusterError("The cluster has no workers.", "Start some, then run this again.")
            while waiting and len(working) < max(LEAST_TASKS, TASKS_A_THREAD * threads):
                place, job = waiting.pop()
                working[client.submit(convert_apart, self._task(job), pure=False)] = place
            done = [future for future in working if future.done()]
            for future in done:
                yield working.pop(future), _result(future)
            if not done:
                sleep(LOOK_S)

    def _task(self, job: Job) -> Task:
        words = job.vocabulary.read_bytes() if job.vocabulary is not None else None
        return Task(job, self.limits, self.load, words)


def _result(future: Future) -> Outcome | None:
    if future.cancelled():
        raise ClusterError("The cluster has given up the work.", "Look at its log, then run this again.")
    error = future.exception()
    if isinstance(error, KilledWorker):
        return None
    if error is not None:
        raise error
    outcome: Outcome = future.result()
    return outcome


def _connected(address: str) -> Client:
    # Dask tries for long where nobody listens, so that is asked first.
    place = urlsplit(address if "://" in address else f"tcp://{address}")
    try:
        if place.scheme not in backends or place.hostname is None or place.port is None:
            raise ValueError
        if place.scheme in ("tcp", "tls"):
            create_connection((place.hostname, place.port), CONNECT_S).close()
        return Client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as error:
        step = "Give the --scheduler as it says itself when it starts, such as tcp://host:8786."
        raise ClusterError(f"No scheduler answers at {address}.", step) from error


def convert_apart(task: Task) -> Outcome:
    """Done by a cluster's worker: one input, in a process below it that lives on for the next."""
    _refuse_other_version(task)
    with _vocabulary_here(task) as job, _children_allowed(), _pool(task) as pool:
        ((_, outcome),) = pool.outcomes([job])
    return outcome


@contextmanager
def _pool(task: Task) -> Iterator[Pool]:
    """This thread's own; it is kept for the next task if this one goes well."""
    wanted = (task.limits, task.load, str(task.job.store))
    kept: tuple[object, Pool, Path] | None = getattr(_here, "kept", None)
    if kept is None or kept[0] != wanted:
        scratch = task.job.store.scratch or Path(mkdtemp(prefix="lnextract-"))
        kept = (wanted, Pool(1, task.limits, scratch, task.load, keeps=True), scratch)
    _here.kept = None
    with ExitStack() as ending:
        ending.enter_context(kept[1])
        yield kept[1]
        ending.pop_all()
    _here.kept = kept


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
