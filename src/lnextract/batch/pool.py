"""Inputs to worker processes and their outcomes back. An input that hangs, swells or crashes costs itself only.

`concurrent.futures` can't end a task that hangs and gives up all tasks when one process dies, so the pool
holds its processes itself.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from types import TracebackType
from typing import Self

from lnextract.batch.jobs import Job, Outcome
from lnextract.batch.limits import Limits
from lnextract.batch.losses import Loss, lost
from lnextract.batch.worker import READY, Load, Worker, load_convert_one
from lnextract.errors import LnextractError

LOOK_S = 0.05
"""How often clocks and memory are looked at: a worker fills some 100 MB in that time."""
START_S = 60.0
"""A start takes half a second; on a busy machine with a slow disk, many times that."""
FAILED_STARTS = 3
"""So many in a row, and the trouble is not chance."""


class WorkerStartError(LnextractError):
    """No worker can be started, so nothing can be converted."""

    exit_code = 2
    kind = "workers"


def default_workers(inputs: int) -> int:
    """One a processor that this process may use, but no more than there are inputs."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(processors, inputs))


class Pool:
    """Worker processes that live for a run. Use it in a `with`: leaving it ends them all.

    Args:
        size: number of workers.
        limits: for one input.
        load: gives what is done with each input; called once in each worker.
    """

    def __init__(self, size: int, limits: Limits, load: Load = load_convert_one) -> None:
        self._size = size
        self._limits = limits
        self._load = load
        self._workers: list[Worker] = []
        self._waiting: deque[tuple[int, Job]] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        while self._workers:
            self._workers.pop().end()

    def outcomes(self, jobs: Iterable[Job]) -> Iterator[tuple[int, Outcome]]:
        """Convert everything.

        Yields:
            The job's place among `jobs` and its outcome, each once, as they are done.

        Raises:
            VocabularyError: the user's vocabulary has a mistake.
            OSError: a report can't be written.
            WorkerStartError: no worker can be started.
        """
        self._waiting = deque(enumerate(jobs))
        while self._waiting or self._busy():
            self._hire()
            for worker in self._with_news():
                yield from self._hear(worker)
            for worker in self._busy():
                yield from self._look_at(worker)

    def _busy(self) -> list[Worker]:
        return [worker for worker in self._workers if worker.job is not None]

    def _hire(self) -> None:
        wanted = min(self._size, len(self._waiting) + len(self._busy()))
        while len(self._workers) < wanted:
            self._workers.append(Worker(self._load, self._limits))
        for worker in self._workers:
            if worker.ready and worker.job is None and self._waiting:
                worker.give(*self._waiting.popleft())

    def _with_news(self) -> list[Worker]:
        by_channel = {worker.channel: worker for worker in self._workers}
        return [by_channel[channel] for channel in wait(list(by_channel), LOOK_S)]  # type: ignore[index]

    def _hear(self, worker: Worker) -> Iterator[tuple[int, Outcome]]:
        try:
            message = worker.channel.recv()
        except (EOFError, ConnectionError):
            yield from self._lose(worker, "crashed") if worker.ready else self._start_failed(worker)
            return
        if message == READY:
            worker.ready, self._failed_starts = True, 0
        elif isinstance(message, Outcome):
            yield from self._answered(worker, message)
        else:
            raise message

    def _answered(self, worker: Worker, outcome: Outcome) -> Iterator[tuple[int, Outcome]]:
        # What is left of a worker that ran out of memory is not worth keeping.
        if outcome.row.error is not None and outcome.row.error.kind == "memory":
            yield from self._lose(worker, "memory")
            return
        assert worker.place is not None
        yield worker.place, outcome
        worker.take_back()

    def _look_at(self, worker: Worker) -> Iterator[tuple[int, Outcome]]:
        if worker.seconds > self._limits.timeout_s:
            yield from self._lose(worker, "timeout")
        elif worker.memory_mb > self._limits.memory_mb:
            yield from self._lose(worker, "memory")
