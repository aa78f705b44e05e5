"""Inputs that break the worker that reads them: what a dump says in its first word is done to the process.

Workers import this module by name. As a script it converts a folder until it is interrupted.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

from lnextract.batch.digest import file_sha256
from lnextract.batch.earlier import with_same_content
from lnextract.batch.inputs import find_inputs
from lnextract.batch.jobs import Convert, Job, Outcome
from lnextract.batch.journal import WrittenFile
from lnextract.batch.limits import Limits
from lnextract.batch.names import report_name
from lnextract.batch.run import Isolation, Wishes, run
from lnextract.batch.stopping import StopSignals
from lnextract.batch.stores import report_path, sha256_of
from lnextract.errors import VocabularyError
from lnextract.model.manifest import FindingCounts, ManifestRow

HANG_S = 60
LEAK_MB = 48
MUCH_MB = 180
SWELL_MB = 220
ENDLESS = ("(a|a)*b", "a" * 64)
"""A pattern and a text that keep `re` busy, in C, for longer than anybody lives."""
_kept: list[bytearray] = []


def load() -> Convert:
    """In the place of `convert_one`, and loaded sooner: each line of a dump is a document."""
    return _convert


def load_slow_writing() -> Convert:
    """The same, and hangs before the second document is in its place."""
    replace = Path.replace

    def hang(self: Path, target: Path) -> Path:
        if Path(target).name.endswith("-2.json"):
            sleep(HANG_S)
        return replace(self, target)

    Path.replace = hang  # type: ignore[method-assign]
    return _convert


def load_real() -> Convert:
    """The real `convert_one`, with a reader that obeys the dump."""
    from lnextract.batch import convert
    from sample_reports import read_sample

    def read(path: Path, **options: Any) -> Any:
        _obey(path.read_text(encoding="utf-8"))
        return read_sample(path, **options)

    convert.read = read
    return convert.convert_one


def load_never() -> Convert:
    """A worker that can't start."""
    os._exit(7)


def _convert(job: Job) -> Outcome:
    with job.origin.local() as path:
        text = path.read_text(encoding="utf-8")
        sha256 = file_sha256(path)
    if (kept := with_same_content(job, sha256, job.origin.stamp())) is not None:
        return kept
    print("what a C library says of a damaged file", flush=True)
    _obey(text)
    names = [report_name(job.stem, number) for number, _ in enumerate(text.splitlines(), start=1)]
    for name, line in zip(names, text.splitlines(), strict=True):
        job.store.write(report_path(name), line)
    stamps = {name: job.store.stamp(report_path(name)) for name in names}
    files = tuple(
        WrittenFile(name=name, sha256=sha256_of(line), stamp=stamps[name])
        for name, line in zip(names, text.splitlines(), strict=True)
    )
    row = ManifestRow(
        file=job.file,
        sha256=sha256,
        status="converted",
        reports=names,
        pages=1,
        seconds=0,
        warnings=0,
        findings=FindingCounts(),
        error=None,
    )
    # So a test can see which process had the input.
    return Outcome(row, Counter(text.split()), Counter({str(os.getpid()): 1}), files, job.origin.stamp())


def _obey(text: str) -> None:
    FAULTS.get(text.split()[0], lambda: None)()


def _hang() -> None:
    sleep(HANG_S)


def _hang_in_c() -> None:
    re.match(*ENDLESS)


def _take(size_mb: int) -> None:
    # Written to, so that it is resident.
    _kept.append(bytearray(b"x") * (size_mb << 20))


def _swell() -> None:
    while True:
        _take(LEAK_MB)


def _swell_and_wait() -> None:
    _take(SWELL_MB)
    sleep(HANG_S)


def _ask_for_much() -> None:
    bytearray(1 << 40)


def _leak() -> None:
    _take(LEAK_MB)


def _take_much() -> None:
    _take(MUCH_MB)
    # Long enough to be seen.
    sleep(0.5)


def _kill(number: int) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


def _interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)
    # Were it not kept away, it would come at the next step.
    sleep(0.05)


def _recurse(depth: int = 0) -> int:
    return _recurse(depth + 1) + 1


def _raise(error: Exception) -> Callable[[], None]:
    def fault() -> None:
        raise error

    return fault


FAULTS: dict[str, Callable[[], Any]] = {
    "hang": _hang,
    "hang-in-c": _hang_in_c,
    "swell": _swell,
    "swell-and-wait": _swell_and_wait,
    "ask-for-much": _ask_for_much,
    "leak": _leak,
    "take-much": _take_much,
    "exit": lambda: os._exit(3),
    "leave": lambda: sys.exit(4),
    "segfault": _kill(signal.SIGSEGV),
    "abort": _kill(signal.SIGABRT),
    "killed": _kill(signal.SIGKILL),
    "memory-error": _raise(MemoryError()),
    "recursion": _recurse,
    "bug": _raise(ZeroDivisionError("division by zero")),
    "interrupt": _interrupt,
    "vocabulary": _raise(VocabularyError("words.yaml, line 3: no such account.")),
}


def main(folder: str, out: str) -> None:
    """Convert with workers that may hang; every input done is told."""
    inputs = find_inputs([Path(folder)], Path(out))
    isolation = Isolation(Limits(timeout_s=HANG_S), workers=2, load=load)
    with StopSignals() as signals:
        tell = lambda outcome: print(outcome.row.file, flush=True)  # noqa: E731
        result = run(inputs, Path(out), Wishes(), tell, isolation, signals.look)
    sys.exit(signals.exit_code if result.stopped else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
