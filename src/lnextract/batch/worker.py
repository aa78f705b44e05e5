"""A worker process: what runs in it, and the handle by which the pool holds it."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from lnextract.batch.jobs import Convert, Job, Outcome
from lnextract.batch.limits import Limits, bound_address_space, end_with_parent, last_resort, resident_mb
from lnextract.batch.writing import process_name
from lnextract.errors import VocabularyError

if TYPE_CHECKING:
    Pipe: TypeAlias = Connection[object, object]

READY = "ready"
"""The first message of a worker: everything is loaded."""
OUT_OF_MEMORY = "out of memory"
"""The answer to an input that asked for more than it may have."""
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
"""The workers share out the processors among themselves. A numeric library that starts a thread for each of
these in every worker would be slower, and take address space by the gigabyte."""

Load: TypeAlias = Callable[[], Convert]
"""Called in the worker, so that the pool's process need not load the pipeline. Must be importable by name."""


def load_convert_one() -> Convert:
    """The real work."""
    from lnextract.batch.convert import convert_one

    return convert_one


class Worker:
    """A process that converts one input after the other, from the pool's side.

    Args:
        load: gives what is done with each input.
        limits: they hold for each input.
        scratch: existing folder for passing files; each worker has its own in it.
        place: of its first job, as the pool numbers them.
        job: its first.
    """

    def __init__(self, load: Load, limits: Limits, scratch: Path, place: int, job: Job) -> None:
        # Spawned, not forked: a fork copies locks and C libraries in whatever state they are.
        context = get_context("spawn")
        self.channel, far_end = context.Pipe()
        self._process = context.Process(target=serve, args=(far_end, load, limits, scratch), daemon=True)
        with _signals_kept_away():
            self._process.start()
        # The worker has its own copy; with ours closed, its death is the end of the channel.
        far_end.close()
        self.ready = self.busy = False
        self.given = 0
        """How many inputs it has had."""
        self.give(place, job)

    @property
    def seconds(self) -> float:
        """Since it began with its input; while it is not ready, since its start."""
        return monotonic() - self._since

    @property
    def memory_mb(self) -> float:
        """What it holds now."""
        return resident_mb(self._process.pid or 0)

    def give(self, place: int, job: Job) -> None:
        """Let it convert an input, at once or when it is ready."""
        self.place, self.job, self._since = place, job, monotonic()
        self.given += 1
        self.busy = True
        # If it is dead already, the end of the channel will say so.
        with suppress(OSError):
            self.channel.send(job)

    def begin(self) -> None:
        """It is ready and turns to its first input."""
        self.ready, self._since = True, monotonic()

    def end(self, patience_s: float = 0.0) -> int | None:
        """End the process whatever it does; what it had half written is removed.

        Args:
            patience_s: how long one that is ending by itself may take, so that its exit code is its own.

        Returns:
            Its exit code; -n where signal n ended it.
        """
        wait([self._process.sentinel], patience_s)
        # Programs that it has started go with it. It has not been waited for, so the number is still its own.
        if hasattr(os, "killpg") and self._process.pid is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        exit_code, process_id = self._process.exitcode, self._process.pid
        self.channel.close()
        self._process.close()
        if process_id is not None:
            self.job.store.abandon(process_id)
        return exit_code


def serve(channel: Pipe, load: Load, limits: Limits, scratch: Path) -> None:
    """The worker's life: answer each job with its outcome, or with the error that ends the run."""
    os.environ.update(ONE_THREAD)
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)
    end_with_parent()
    _use_scratch(scratch / process_name())
    convert = load()
    _turn_away_output()
    bound_address_space(limits.memory_mb)
    # The end of the channel: the pool is gone or has no more to do.
    with suppress(EOFError, ConnectionError):
        channel.send(READY)
        while True:
            job = channel.recv()
            assert isinstance(job, Job)
            with last_resort(limits.timeout_s):
                answer = _answer(convert, job)
            channel.send(answer)


def _answer(convert: Convert, job: Job) -> Outcome | VocabularyError | OSError | str:
    try:
        return convert(job)
    except MemoryError:
        return OUT_OF_MEMORY
    except (VocabularyError, OSError) as error:
        return error


def _use_scratch(folder: Path) -> None:
    """What libraries and the programs that they start put into passing files goes there, and with the
    worker."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)


def _turn_away_output() -> None:
    """C libraries print what they think of a damaged file; that belongs in no result and no progress bar."""
    sys.stdout.flush()
    sys.stderr.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)


@contextmanager
def _signals_kept_away() -> Iterator[None]:
    """What is started in here never sees Ctrl-C and SIGTERM: the pool alone does, and ends the workers."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    # Where it must be started first, it would let interrupts through again.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
