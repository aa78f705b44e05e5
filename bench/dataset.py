"""How long the dataset takes and what memory it needs, at several numbers of reports.

Reports of the fixtures are copied under other checksums, and given to the local boards of one municipality
after the other, sixty to each: three a year for twenty years. So no document is the same twice, and those of
one body are held against each other as in a real archive. Prints a row a size: growth is linear and memory
flat if the last columns stay what they are. CPU is that of all processes, of which two make rows.
Usage: python bench/dataset.py [N …] [-o FILE]
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from lnextract.batch.writing import report_json
from lnextract.cli.reports import load_report
from lnextract.dataset.build import build
from lnextract.dataset.exports import Wishes
from lnextract.dataset.persons import PersonRules
from lnextract.dataset.working import Work
from lnextract.knowledge.vocabulary import load_vocabulary
from lnextract.model.report import Report
from lnextract.pipeline import read

ROOT = Path(__file__).resolve().parent.parent
SIZES = (250, 500, 1000)
A_BODY, A_YEAR = 60, 3
"""Reports of a body, and of one in a year."""
MEBIBYTE = 1024
WORKERS = 2
HEAD = (
    "| reports | amounts | all rows | wall, s | CPU, ms a report | main, MiB | a worker, MiB | files, MB |",
    "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
)


def templates() -> list[Report]:
    """Reports of the fixtures' dumps."""
    return [report for path in sorted((ROOT / "fixtures").glob("*/*.txt")) for report in read(path)]


def write_copies(reports: list[Report], number: int, folder: Path) -> list[Path]:
    """Report files whose sources, bodies and years differ."""
    towns = load_vocabulary().entries.municipalities
    paths = []
    for count in range(number):
        report = reports[count % len(reports)].model_copy(deep=True)
        report.source.sha256 = sha256(f"{count}".encode()).hexdigest()
        report.source.file = f"kopia-{count}.txt"
        town = towns[count // A_BODY % len(towns)]
        identity = report.identity
        identity.body, identity.municipality, identity.municipality_code = (
            f"Lokal nämnd {town.name}",
            town.name,
            town.code,
        )
        if identity.year:
            identity.year = identity.year % 2 + 2004 + count % A_BODY // A_YEAR
        path = folder / f"{count:06}.json"
        path.write_text(report_json(report), encoding="utf-8")
        paths.append(path)
    return paths


def measure(paths: list[Path], place: Path, told: Path) -> None:
    """Builds in this process and tells what it took."""
    start = time.perf_counter()
    work = Work(load_report, None, PersonRules())
    built = build(paths, place, work, Wishes(), workers=WORKERS)
    seconds = time.perf_counter() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() + children.ru_utime + children.ru_stime
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBIBYTE
    size = sum(path.stat().st_size for path in place.iterdir()) / 1e6
    told.write_text(
        f"| {built.documents} | {built.rows['amounts']} | {sum(built.rows.values())} | {seconds:.0f} "
        f"| {1000 * cpu / built.documents:.0f} | {own} | {children.ru_maxrss // MEBIBYTE} | {size:.0f} |",
        encoding="utf-8",
    )


def rows(sizes: list[int]) -> Iterator[str]:
    """One process a size, so that each has its own peak of memory."""
    reports = templates()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            given, told = Path(folder, "reports"), Path(folder, "told")
            given.mkdir()
            paths = write_copies(reports, size, given)
            process = get_context("spawn").Process(target=measure, args=(paths, Path(folder, "out"), told))
            process.start()
            process.join()
            yield told.read_text(encoding="utf-8")


def main() -> None:
    """Print the table, or write it as a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    parser.add_argument("-o", "--out", type=Path)
    given = parser.parse_args()
    load = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"
    lines = [
        "# The dataset of many reports",
        "",
        f"{date.today().isoformat()}, {load} at the start. `python bench/dataset.py`, {WORKERS} workers.",
        "",
        *HEAD,
    ]
    for row in rows(list(given.sizes)):
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
        lines.append(row)
    if given.out:
        given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
