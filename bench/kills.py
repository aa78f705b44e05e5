"""Kills `lnextract convert` again and again at random moments, resumes, and compares with a run that nothing
disturbed.

The inputs are the fixtures, and real documents where they lie beside the project. Only the main process is
killed (SIGKILL): what it has started must end by itself. The next run goes on in the same OUT; after a dozen
kills, or when one ends before its kill, a run goes on to the end and is compared, and a new OUT is begun.
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
IN_A_ROW = 12
"""Kills of one OUT; then a run goes on to the end."""
LATEST = 1.2
"""Of the time that a whole run takes."""
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
        span_s = finished(folder, Path(home, "undisturbed"))
        expected = result(Path(home, "undisturbed"))
        done_when_killed: list[int] = []
        chains = unlike = 0
        while len(done_when_killed) < count:
            out = Path(home, f"out{chains}")
            for _ in range(min(IN_A_ROW, count - len(done_when_killed))):
                if not killed(folder, out, chance.uniform(SOONEST_S, LATEST * span_s)):
                    break
                done_when_killed.append(sum(1 for _ in out.glob("reports/*.json")))
            # The machine may be busier by now: kills are to fall all over the run.
            span_s = max(span_s, finished(folder, out))
            chains, unlike = chains + 1, unlike + (result(out) != expected)
    reports = len(expected.reports)
    midway = sum(0 < done < reports for done in done_when_killed)
    yield (
        f"{count} kills of runs over {len(paths)} inputs; {midway} when some of the {reports} reports "
        f"were written, {done_when_killed.count(0)} when none was, the rest when all were. "
        f"{chains} OUT folders with up to {IN_A_ROW} kills each; seed {seed}; {load_average()}."
    )
    yield f"In {chains - unlike} of {chains} the reports and the manifest are those of the undisturbed run."
    if unlike:
        raise SystemExit(1)


def finished(folder: Path, out: Path) -> float:
    """Seconds that a run took to its end."""
    begun = perf_counter()
    if start(folder, out).wait(LONGEST_S):
        raise SystemExit("A run failed.")
    return perf_counter() - begun


def killed(folder: Path, out: Path, seconds: float) -> bool:
    """Whether a run was still at work after that time, and was killed."""
    command = start(folder, out)
    sleep(seconds)
    at_work = command.poll() is None
    command.kill()
    command.wait(LONGEST_S)
    return at_work


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
