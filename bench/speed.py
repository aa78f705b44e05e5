"""Speed and memory of reading PDFs beside other libraries, on the same pages in the same run.

Each engine runs in a process of its own, so that its peak memory is its own; the first file warms it up
uncounted. Processor time is compared, because other work on the machine lengthens wall time; of several
rounds the fastest counts, file by file.

    python bench/speed.py [--rounds N] [-o FILE]     the table
    python bench/speed.py --profile                  where the time of lnextract goes
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from time import perf_counter, process_time
from types import ModuleType
from typing import Any

import pypdfium2

import lnextract
from stage_clock import profile, profile_lines

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = (ROOT / "fixtures", ROOT.parent / "shared" / "pdf")
ROUNDS = 3
LEAST_CHARACTERS = 100
"""Of a page's text: pages with fewer are pictures."""
LEAST_SHARE = 0.5
"""Of a file's pages that must have text, else it is a scan."""
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
        filled = sum(page.get_textpage().count_chars() >= LEAST_CHARACTERS for page in document)
        return float(filled / len(document))


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
    from camelot.io import read_pdf

    def read(path: Path) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            read_pdf(str(path), pages="all", flavor="hybrid", suppress_stdout=True, **options)

    return read


def own(*, fallbacks: bool = True) -> Callable[[Path], object]:
    """lnextract: the whole `read`, but for the checks.

    Args:
        fallbacks: whether engines of others are asked where our own reading of a table does not stand.
    """
    pipeline = _pipeline()
    vars(pipeline)["check_report"] = lambda report: []
    if fallbacks:
        import pdfplumber  # noqa: F401 - else loaded where first needed, inside the clock
    else:
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
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + float(children.ru_utime + children.ru_stime)


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
        f"{date.today().isoformat()}, Python {platform.python_version()}, {versions}; "
        f"{sum(pages.values())} born-digital pages in {len(paths)} PDFs. "
        "Ratios are of processor time for the same pages (wall time in parentheses); over 1: "
        "that engine takes longer than the whole `lnextract.read`, "
        f"its engines of last resort included, checks left out. {SLOW} with its default engine reads only "
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
        lines.append(f"| {engine} | {counted} | {busy:.3g} ({wall:.3g}) | {measured.peak_mb:.0f} |")
    return "\n".join(lines) + "\n"


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


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
