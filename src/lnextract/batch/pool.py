"""Inputs to worker processes, outcomes back. An input that hangs, swells or crashes costs itself only.

`concurrent.futures` can't end a task that hangs and gives up all tasks when one process dies, so the pool
holds its processes itself.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType
from typing import Self

from lnextract.batch.jobs import Job, Outcome
from lnextract.batch.limits import Limits
from lnextract.batch.losses import Loss, lost
from lnextract.batch.worker import OUT_OF_MEMORY, Load, Worker, load_convert_one
from lnextract.errors import LnextractError

LOOK_S = 0.05
"""How often clocks and memory are looked at: a worker fills some 100 MB in that time."""
START_S = 60.0
"""A start takes half a second; on a busy machine with a slow disk, many times that."""
ENDING_S = 1.0
"""From the end of its channel to the end of a process that breaks down, many times over."""
INPUTS_A_WORKER = 1000
"""Then a fresh one takes its place, so that what libraries forget to give back never adds up. A start costs
less than a hundredth of what so many inputs take."""
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
        scratch: existing folder for passing files.
        load: gives what is done with each input; called once in each worker.
        keeps: let workers that have nothing to do wait for the next call of `outcomes`.
    """

    def __init__(
        self,
        size: int,
        limits: Limits,
        scratch: Path,
        load: Load = load_convert_one,
        *,
        keeps: bool = False,
    ) -> None:
        self._size = size
        self._limits = limits
        self._scratch = scratch
        self._load = load
        self._keeps = keeps
        self._workers: list[Worker] = []
        self._waiting: deque[tuple[int, Job]] = deque()
        self._failed_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._workers:
            self._workers.pop().end()

    def outcomes(
        self, jobs: Iterable[Job], on_look: Callable[[], None] = lambda: None
    ) -> Iterator[tuple[int, Outcome]]:
        """Convert everything.

        Args:
            on_look: called many times a second; what it raises ends the work.

        Yields:
            The job's place among `jobs` and its outcome, each once, as they are done.

        Raises:
            VocabularyError: the user's vocabulary has a mistake.
            OSError: a report can't be written.
            WorkerStartError: no worker can be started.
        """
        self._waiting = deque(enumerate(jobs))
        while self._waiting or any(worker.busy for worker in self._workers):
            on_look()
            self._hand_out()
            for worker in self._with_news():
                yield from self._hear(worker)
            for worker in tuple(self._workers):
                yield from self._look_at(worker)

    def _hand_out(self) -> None:
        for worker in self._workers:
            if self._waiting and not worker.busy:
                worker.give(*self._waiting.popleft())
        while self._waiting and len(self._workers) < self._size:
            self._hire(*self._waiting.popleft())

    def _hire(self, place: int, job: Job) -> None:
        self._workers.append(Worker(self._load, self._limits, self._scratch, place, job))

    def _dismiss(self, worker: Worker, patience_s: float = 0.0) -> int | None:
        self._workers.remove(worker)
        return worker.end(patience_s)

    def _with_news(self) -> list[Worker]:
        spoken = wait([worker.channel for worker in self._workers], LOOK_S)
        return [worker for worker in self._workers if worker.channel in spoken]

    def _hear(self, worker: Worker) -> Iterator[tuple[int, Outcome]]:
        try:
            message = worker.channel.recv()
        except (EOFError, ConnectionError):
            if worker.ready:
                yield from self._lose(worker, "crashed")
            else:
                self._start_failed(worker, ENDING_S)
            return
        if isinstance(message, Exception):
            raise message
        if isinstance(message, Outcome):
            place = worker.place
            # It works on while what came of the last input is taken in.
            self._free(worker)
            yield place, message
        elif message == OUT_OF_MEMORY:
            # What is left of the worker is not worth keeping.
            yield from self._lose(worker, "memory")
        else:
            worker.begin()
            self._failed_starts = 0

    def _free(self, worker: Worker) -> None:
        worker.busy = False
        worn_out = worker.given >= INPUTS_A_WORKER or worker.memory_mb > self._limits.memory_mb / 2
        if worn_out or not (self._waiting or self._keeps):
            self._dismiss(worker)
        elif self._waiting:
            worker.give(*self._waiting.popleft())

    def _look_at(self, worker: Worker) -> Iterator[tuple[int, Outcome]]:
        if not worker.busy:
            return
        if not worker.ready:
            if worker.seconds > START_S:
                self._start_failed(worker)
        elif worker.seconds > self._limits.timeout_s:
            yield from self._lose(worker, "timeout")
        elif worker.memory_mb > self._limits.memory_mb:
            yield from self._lose(worker, "memory")

    def _lose(self, worker: Worker, kind: Loss) -> Iterator[tuple[int, Outcome]]:
        place, job, seconds = worker.place, worker.job, worker.seconds
        exit_code = self._dismiss(worker, ENDING_S if kind == "crashed" else 0.0)
        # Earlier inputs may have left their memory or their damage behind, and what becomes of an input must
        # not depend on its neighbours: only a worker of its own decides. Time is no such remainder.
        if kind != "timeout" and worker.given > 1:
            self._hire(place, job)
        else:
            yield place, lost(job, seconds, kind, self._limits, exit_code)

    def _start_failed(self, worker: Worker, patience_s: float = 0.0) -> None:
        exit_code = self._dismiss(worker, patience_s)
        self._failed_starts += 1
        if self._failed_starts >= FAILED_STARTS:
            raise WorkerStartError(
                f"No worker process can be started (exit status {exit_code}).",
                "Look whether this machine has memory and processes to spare, or take fewer --workers.",
            )
        self._hire(worker.place, worker.job)
