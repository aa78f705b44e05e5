"""Speed and memory of reading PDFs beside other libraries, on the same pages in the same run.

Each engine runs in a process of its own, so that its peak memory is its own; the first file warms it up and is
not counted. Processor time is compared, because other work on the machine lengthens wall time; of several
rounds the fastest counts, file by file.

    python bench/speed.py [--rounds N] [-o FILE]     the table
    python bench/speed.py --profile                  where the time of lnextract goes
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import Any

import pypdfium2

import lnextract

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "fixtures", ROOT.parent / "shared" / "pdf")
ROUNDS = 3
LEAST_CHARACTERS = 100
"""Of a page's text: pages with fewer are pictures."""
LEAST_SHARE = 0.5
"""Of a file's pages that must have text, else it is a scan."""
STAGES = ("source", "tables", "blocks", "extract", "normalise", "checks")
OWN = "lnextract"
OWN_ALONE = "lnextract, own engines alone"
SLOW = "camelot hybrid"
SLOW_FILES = 6
"""Files that the slow engine reads: it renders each page at 300 dots an inch."""
PACKAGES = ("pypdfium2", "pdfplumber", "camelot-py")


def born_digital(folders: Sequence[Path]) -> list[Path]:
    """The PDFs whose pages have text; those of absent folders left out."""
    found = [path for folder in folders for path in sorted(folder.rglob("*.pdf"))]
    return [path for path in found if _share_of_text(path) >= LEAST_SHARE]


def _share_of_text(path: Path) -> float:
    with pypdfium2.PdfDocument(path) as document:
        return sum(page.get_textpage().count_chars() >= LEAST_CHARACTERS for page in document) / len(document)


# Engines: each reads one file whole. What it needs is loaded when it is made, before the clock runs.


def pdfium_text() -> Callable[[Path], object]:
    """pypdfium2: the plain text of each page."""

    def read(path: Path) -> None:
        with pypdfium2.PdfDocument(path) as document:
            for page in document:
                text = page.get_textpage()
                text.get_text_range()
                text.close()
                page.close()

    return read


def plumber_words_tables() -> Callable[[Path], object]:
    """pdfplumber: words and tables of each page."""
    import pdfplumber

    def read(path: Path) -> None:
        with pdfplumber.open(path) as document:
            for page in document.pages:
                page.extract_words()
                page.extract_tables()
                page.close()

    return read


def camelot_hybrid(**options: str) -> Callable[[Path], object]:
    """camelot: the tables of all pages, parser hybrid."""
    import camelot

    def read(path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            camelot.read_pdf(str(path), pages="all", flavor="hybrid", suppress_stdout=True, **options)

    return read


def own(*, fallbacks: bool = True) -> Callable[[Path], object]:
    """lnextract: the whole `read`, but for the checks.

    Args:
        fallbacks: whether engines of others are asked where our own reading of a table does not stand.
    """
    pipeline = _pipeline()
    vars(pipeline)["check_report"] = lambda report: []
    if not fallbacks:
        tables_of = vars(pipeline)["tables_of"]
        vars(pipeline)["tables_of"] = lambda pages, path: tables_of(pages)
    return pipeline.read  # type: ignore[no-any-return]


ENGINES: dict[str, Callable[[], Callable[[Path], object]]] = {
    OWN: own,
    OWN_ALONE: lambda: own(fallbacks=False),
    "pypdfium2 plain text": pdfium_text,
    "pdfplumber words + tables": plumber_words_tables,
    "camelot hybrid, vector": lambda: camelot_hybrid(engine="vector"),
    SLOW: camelot_hybrid,
}


def _pipeline() -> ModuleType:
    from lnextract import pipeline

    return pipeline


def processor_seconds() -> float:
    """Of this process and of those that it has started and waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def work(engine: str, paths: Sequence[Path]) -> dict[str, Any]:
    """Read all files; processor and wall seconds of each, and the peak memory in MB."""
    read = ENGINES[engine]()
    read(paths[0])
    seconds = {}
    for path in paths:
        wall, busy = perf_counter(), processor_seconds()
        read(path)
        seconds[path.name] = (processor_seconds() - busy, perf_counter() - wall)
    return {"seconds": seconds, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


@dataclass(slots=True)
class Measured:
    """The fastest round of each file, and the highest peak."""

    busy: dict[str, float]
    wall: dict[str, float]
    peak_mb: float


def measure(paths: Sequence[Path], rounds: int) -> dict[str, Measured]:
    """All engines in turn, several rounds."""
    found = {engine: Measured({}, {}, 0.0) for engine in ENGINES}
    for _ in range(rounds):
        for engine, measured in found.items():
            own_paths = slow_files(paths) if engine == SLOW else paths
            told = _in_own_process(engine, own_paths)
            for name, (busy, wall) in told["seconds"].items():
                measured.busy[name] = min(busy, measured.busy.get(name, busy))
                measured.wall[name] = min(wall, measured.wall.get(name, wall))
            measured.peak_mb = max(measured.peak_mb, told["peak_mb"])
    return found


def slow_files(paths: Sequence[Path]) -> list[Path]:
    """The subset for the slow engine: files at even steps through the list."""
    step = max(1, len(paths) // SLOW_FILES)
    return list(paths[::step])[:SLOW_FILES]


def _in_own_process(engine: str, paths: Sequence[Path]) -> dict[str, Any]:
    command = [sys.executable, __file__, "--engine", engine, *(str(path) for path in paths)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def markdown(found: dict[str, Measured], paths: Sequence[Path]) -> str:
    """The table of ratios, with date and versions."""
    pages = {path.name: _pages(path) for path in paths}
    slow = slow_files(paths)
    own_version = f"lnextract {lnextract.__version__}"
    versions = ", ".join([own_version, *(f"{name} {version(name)}" for name in PACKAGES)])
    lines = [
        "# Speed and memory",
        "",
        f"{date.today().isoformat()}, Python {platform.python_version()}, {versions}; {sum(pages.values())} "
        f"born-digital pages in {len(paths)} PDFs. Ratios are of processor time for the same pages "
        "(wall time in parentheses); over 1: that engine takes longer than the whole `lnextract.read`, engines "
        f"of last resort included, checks left out. {SLOW} with its default engine reads only "
        f"{sum(pages[path.name] for path in slow)} of the pages ({', '.join(path.stem for path in slow)}).",
        "",
        "| engine | pages | time ÷ that of lnextract | peak memory, MB |",
        "| --- | ---: | ---: | ---: |",
    ]
    for engine, measured in found.items():
        names = measured.busy.keys()
        busy = sum(measured.busy.values()) / sum(found[OWN].busy[name] for name in names)
        wall = sum(measured.wall.values()) / sum(found[OWN].wall[name] for name in names)
        counted = sum(pages[name] for name in names)
        lines.append(f"| {engine} | {counted} | {busy:.2f} ({wall:.2f}) | {measured.peak_mb:.0f} |")
    return "\n".join(lines) + "\n"


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


class Clock:
    """Seconds by stage; a stage that another one calls is taken from the caller's."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running = ["rest of the pipeline"]
        self._since = perf_counter()

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Everything inside counts for the stage."""
        self._turn()
        self._running.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._running.pop()

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, its calls counted."""

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            with self.of(stage):
                return function(*args, **kwargs)

        return call

    def start(self) -> None:
        """Forget what was counted; what passed before this call is not counted."""
        self.seconds.clear()
        self._since = perf_counter()

    def stop(self) -> None:
        """Count up to now."""
        self._turn()

    def _turn(self) -> None:
        now = perf_counter()
        self.seconds[self._running[-1]] += now - self._since
        self._since = now


def profile(paths: Sequence[Path]) -> Clock:
    """Read all files once, checks too, with a clock round each function that the pipeline calls."""
    from lnextract.source import pdf
    from lnextract.tables.pdf.with_camelot import CamelotEngine
    from lnextract.tables.pdf.with_pdfplumber import PdfplumberEngine

    clock, pipeline = Clock(), _pipeline()
    for name, value in list(vars(pipeline).items()):
        stage = _stage(getattr(value, "__module__", None) or "")
        if stage and callable(value) and not isinstance(value, type):
            vars(pipeline)[name] = clock.timed(stage, value)
    for engine in (PdfplumberEngine, CamelotEngine):
        engine.find = clock.timed(f"tables: {engine.name}", engine.find)  # type: ignore[method-assign]
    assert pdf.read_pdf is not vars(pipeline)["read_pdf"], "a clock is round the reader of PDFs"
    pipeline.read(paths[0])
    clock.start()
    for path in paths:
        pipeline.read(path)
    clock.stop()
    return clock


def _stage(module: str) -> str | None:
    if module == "lnextract.reading_tables":
        return "tables"
    parts = module.split(".")
    return parts[1] if len(parts) > 2 and parts[0] == "lnextract" and parts[1] in STAGES else None


def profile_lines(clock: Clock) -> Iterator[str]:
    """Stages in the order of the pipeline, each with its share of the time."""
    whole = sum(clock.seconds.values())
    order = [*STAGES, *sorted(clock.seconds.keys() - set(STAGES))]
    yield "| stage | share of the time |"
    yield "| --- | ---: |"
    for stage in order:
        yield f"| {stage} | {100 * clock.seconds[stage] / whole:.1f} % |"


def main() -> None:
    """Print or write the table, or the profile."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--profile", action="store_true", help="where the time of lnextract goes, checks too")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of which the fastest counts")
    parser.add_argument("-o", "--out", type=Path, help="file for the table instead of stdout")
    parser.add_argument("pdfs", nargs="*", type=Path, help="fixtures and shared PDFs where not given")
    given = parser.parse_args()
    if given.engine:
        sys.stdout.write(json.dumps(work(given.engine, given.pdfs)) + "\n")
        return
    paths = born_digital(FOLDERS) if not given.pdfs else given.pdfs
    text = "\n".join(profile_lines(profile(paths))) + "\n" if given.profile else None
    if text is None:
        text = markdown(measure(paths, given.rounds), paths)
    if given.out:
        given.out.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
