"""How `lnextract convert` goes with many inputs: throughput by workers, memory, the cost of resuming,
beside loops.

    python bench/scale.py throughput [--each N]        reports a second by number of workers
    python bench/scale.py memory [--documents N]       what one worker holds, never recycled
    python bench/scale.py resume [--documents N]       a second run over inputs that are all done
    python bench/scale.py loops                        beside loops over pdfplumber and camelot
    python bench/scale.py all -o FILE                  everything, as Markdown

Runs that are compared are made in turns, several rounds, and the fastest of each counts: the machine does
other things too. What a worker costs before its first input (1.5 s of processor time, as much as ten
reports) is in every figure, so the throughput of few inputs says little of many: see --each. Inputs are the
fixtures, and real documents where they lie beside the project, again and again.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import lnextract
from lnextract.batch import pool
from lnextract.batch.inputs import find_inputs
from lnextract.batch.limits import Limits, resident_mb
from lnextract.batch.run import Isolation, Wishes, run
from speed import FOLDERS, born_digital, camelot_hybrid, plumber_words_tables

ROUNDS = 2
FOLDERS_OF_DUMPS = (FOLDERS[0], FOLDERS[0].parent.parent / "shared" / "reports")


@dataclass(frozen=True, slots=True)
class Timed:
    """One run of the command."""

    wall_s: float
    busy_s: float
    """Processor time of all its processes."""


def pdfs() -> list[Path]:
    """Born digital."""
    return born_digital(FOLDERS)


def dumps() -> list[Path]:
    """Text dumps."""
    return [path for folder in FOLDERS_OF_DUMPS for path in sorted(folder.rglob("*.txt"))]


def archive(folder: Path, paths: Sequence[Path], count: int) -> Path:
    """A folder of so many copies, a hundred in each folder, every name once."""
    for number, path in enumerate(islice(cycle(paths), count)):
        place = folder / f"{number // 100:04}"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place / f"{path.stem}-nr{number:06}{path.suffix}")
    return folder


def timed(*words: str | Path) -> Timed:
    """`lnextract convert` with these words."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = perf_counter()
    command = [sys.executable, "-m", "lnextract", "convert", *map(str, words), "--quiet"]
    subprocess.run(command, check=True)
    wall = perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timed(wall, busy)


def separate(folder: Path, home: Path, runs: int) -> Timed:
    """As many runs at once as there are processors, with a part of the inputs and one worker each: what the
    machine gives to programs that know nothing of each other."""
    begun = perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    parts = [
        [sys.executable, "-m", "lnextract", "convert", *map(str, sorted(folder.iterdir())[number::runs])]
        for number in range(runs)
    ]
    working = [
        subprocess.Popen([*part, "-o", str(home / f"part{number}"), "--force", "--workers", "1", "--quiet"])
        for number, part in enumerate(parts)
    ]
    if any(each.wait() for each in working):
        raise SystemExit("A run failed.")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Timed(perf_counter() - begun, busy)


def fastest(runs: dict[str, Callable[[], Timed]], rounds: int) -> dict[str, Timed]:
    """All in turn, several rounds; of each the one with the least wall time."""
    found: dict[str, Timed] = {}
    for _ in range(rounds):
        for name, go in runs.items():
            told = go()
            found[name] = min(found.get(name, told), told, key=lambda each: each.wall_s)
    return found


def load_average() -> str:
    """How much else the machine has to do."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def throughput(each: int, rounds: int) -> Iterator[str]:
    """Reports and pages a second from one worker to as many as there are processors."""
    with TemporaryDirectory() as home:
        paths = [*pdfs(), *dumps()]
        folder = archive(Path(home, "in"), paths, each * len(paths))
        runs: dict[str, Callable[[], Timed]] = {}
        processors = os.cpu_count() or 1
        for workers in range(1, processors + 1):
            out = Path(home, f"out{workers}")
            runs[str(workers)] = lambda workers=workers, out=out: timed(
                folder, "-o", out, "--force", "--workers", str(workers)
            )
        if processors > 1:
            runs[f"{processors} separate runs"] = lambda: separate(folder, Path(home), processors)
        found = fastest(runs, rounds)
        manifest = Path(home, "out1/manifest.jsonl").read_text(encoding="utf-8")
    from lnextract.model.manifest import ManifestRow

    rows = [ManifestRow.model_validate_json(line) for line in manifest.splitlines()]
    reports, pages = sum(len(row.reports) for row in rows), sum(row.pages or 0 for row in rows)
    yield f"{len(rows)} inputs, {reports} reports, {pages} pages; {rounds} rounds; {load_average()}."
    yield ""
    yield "| workers | reports a second | pages a second | × one worker | efficiency | processor s a report |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    one = found["1"].wall_s
    for name, told in found.items():
        ratio = one / told.wall_s
        yield (
            f"| {name} | {reports / told.wall_s:.1f} | {pages / told.wall_s:.1f} | {ratio:.2f} "
            f"| {ratio / int(name.split()[0]):.0%} | {told.busy_s / reports:.3f} |"
        )


def memory(documents: int) -> Iterator[str]:
    """What a worker holds after each tenth of the documents, if it is never replaced."""
    # The point is what recycling would hide.
    pool.INPUTS_A_WORKER = documents + 1
    held: list[float] = []
    with TemporaryDirectory() as home:
        folder = archive(Path(home, "in"), [*pdfs(), *dumps()], documents)
        engine = Isolation(Limits(), workers=1)
        look = lambda outcome: held.append(max(map(resident_mb, children()), default=0.0))  # noqa: E731
        run(find_inputs([folder]), Path(home, "out"), Wishes(), look, engine)
    tenth = max(1, documents // 10)
    yield f"{documents} documents in one worker that is never replaced; peak {max(held):.0f} MB."
    yield ""
    yield "| after documents | most it held among the last tenth, MB |"
    yield "| ---: | ---: |"
    for start in range(0, documents, tenth):
        part = held[start : start + tenth]
        yield f"| {start + len(part)} | {max(part):.0f} |"


def children() -> list[int]:
    """Processes that this one has started."""
    found = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [int(name) for name in found]


def resuming(documents: int | None) -> Iterator[str]:
    """See `resuming`, which needs this module."""
    from resuming import DOCUMENTS, resume

    return resume(documents or DOCUMENTS)


def loop(engine: str, paths: Sequence[Path]) -> None:
    """What people write today: one file after the other, in one process."""
    read = {"pdfplumber": plumber_words_tables, "camelot": lambda: camelot_hybrid(engine="vector")}[engine]()
    for path in paths:
        read(path)


def loops(rounds: int) -> Iterator[str]:
    """The same PDFs by `convert` and by loops over other libraries."""
    with TemporaryDirectory() as home:
        folder = archive(Path(home, "in"), pdfs(), len(pdfs()))
        runs: dict[str, Callable[[], Timed]] = {
            f"lnextract convert, {workers} worker{'s' * (workers > 1)}": lambda workers=workers: timed(
                folder, "-o", Path(home, "out"), "--force", "--workers", str(workers)
            )
            for workers in (1, os.cpu_count() or 1)
        }
        for engine in ("pdfplumber", "camelot"):
            runs[f"loop over {engine}"] = lambda engine=engine: _timed_loop(engine, folder)
        found = fastest(runs, rounds)
    one = next(iter(found.values())).wall_s
    yield f"{len(pdfs())} PDFs, start of the processes included; {rounds} rounds; {load_average()}."
    yield ""
    yield "| | wall time ÷ that of one worker |"
    yield "| --- | ---: |"
    for name, told in found.items():
        yield f"| {name} | {told.wall_s / one:.2f} |"


def _timed_loop(engine: str, folder: Path) -> Timed:
    begun = perf_counter()
    words = ["loop", "--engine", engine, "--folder", str(folder)]
    subprocess.run([sys.executable, __file__, *words], check=True)
    return Timed(perf_counter() - begun, 0.0)


def everything(given: argparse.Namespace) -> Iterator[str]:
    """All tables on one page."""
    yield "# Scale"
    yield ""
    yield f"{date.today().isoformat()}, lnextract {lnextract.__version__}. `python bench/scale.py all`."
    parts = {
        "Throughput": lambda: throughput(given.each, given.rounds),
        "Memory": lambda: memory(given.documents or 5000),
        "Resume": lambda: resuming(given.documents),
        "Beside loops": lambda: loops(given.rounds),
    }
    for title, lines in parts.items():
        yield from ("", f"## {title}", "", *lines())


def main() -> None:
    """Print or write the tables."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("what", choices=("throughput", "memory", "resume", "loops", "all", "loop"))
    parser.add_argument("--each", type=int, default=20, help="copies of each document, for the throughput")
    parser.add_argument("--documents", type=int, help="how many, for memory and resume")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of which the fastest counts")
    parser.add_argument("--engine", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("-o", "--out", type=Path, help="file for the tables instead of stdout")
    given = parser.parse_args()
    if given.what == "loop":
        loop(given.engine, sorted(given.folder.rglob("*.pdf")))
        return
    lines = {
        "throughput": lambda: throughput(given.each, given.rounds),
        "memory": lambda: memory(given.documents or 5000),
        "resume": lambda: resuming(given.documents),
        "loops": lambda: loops(given.rounds),
        "all": lambda: everything(given),
    }[given.what]()
    text = "\n".join(lines) + "\n"
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
