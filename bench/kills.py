"""Kills `lnextract convert` again and again at random moments, resumes, and compares with a run that nothing
disturbed.

The inputs are the fixtures, and real documents where they lie beside the project. Only the main process is
killed (SIGKILL): what it has started must end by itself. The next run goes on in the same OUT; one that ends
before its kill closes a chain, and the next begins in an OUT of its own.
Usage: python bench/kills.py [N] [--seed S]
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from scale import archive, dumps, load_average, pdfs

KILLS = 200
EACH = 4
"""Every fourth document is taken, so that a run is short and the kills are close to each other."""
SOONEST_S = 0.2
"""Python has begun by then."""
LONGEST_S = 600.0


@dataclass(frozen=True, slots=True)
class Result:
    """What lies in an OUT, but for what tells of the run itself."""

    reports: dict[str, bytes]
    rows: list[dict[str, Any]]


def result(out: Path) -> Result:
    """All reports, and the manifest without times and without what the last run did anew."""
    reports = {path.name: path.read_bytes() for path in sorted((out / "reports").iterdir())}
    lines = (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    told = ("seconds", "status")
    rows = [{key: value for key, value in json.loads(line).items() if key not in told} for line in lines]
    return Result(reports, rows)


def start(folder: Path, out: Path) -> subprocess.Popen[bytes]:
    """The command, with two workers."""
    words = ["convert", str(folder), "-o", str(out), "--workers", "2", "--quiet"]
    return subprocess.Popen([sys.executable, "-m", "lnextract", *words])


def kills(count: int, seed: int) -> Iterator[str]:
    """A line as it stands in the results."""
    chance = random.Random(seed)
    with TemporaryDirectory() as home:
        paths = [*pdfs(), *dumps()][::EACH]
        folder = archive(Path(home, "in"), paths, len(paths))
        begun = perf_counter()
        start(folder, Path(home, "undisturbed")).wait(LONGEST_S)
        span_s = perf_counter() - begun
        expected = result(Path(home, "undisturbed"))
        chains, killed, longest, in_row, unlike = 1, 0, 0, 0, 0
        while killed < count:
            out = Path(home, f"out{chains}")
            command = start(folder, out)
            sleep(chance.uniform(SOONEST_S, span_s))
            if command.poll() is None:
                command.kill()
                command.wait(LONGEST_S)
                killed, in_row = killed + 1, in_row + 1
                longest = max(longest, in_row)
                continue
            unlike += result(out) != expected
            chains, in_row = chains + 1, 0
        start(folder, out).wait(LONGEST_S)
        unlike += result(out) != expected
    yield (
        f"{killed} kills of runs over {len(paths)} inputs, at moments up to {span_s:.1f} s, what one run "
        f"takes; {chains} OUT folders, up to {longest} kills in one; seed {seed}; {load_average()}."
    )
    yield (
        f"In {chains - unlike} of {chains} the {len(expected.reports)} reports and the manifest "
        "are those of the undisturbed run."
    )
    if unlike:
        raise SystemExit(1)


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("count", type=int, nargs="?", default=KILLS)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    for line in kills(given.count, given.seed):
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
