"""How long the dataset takes and what memory it needs, at several numbers of reports.

Reports of the fixtures are copied under other checksums and years, so that no document is the same twice.
Prints a line a size: ratios to the first tell whether growth is linear and memory flat. CPU is that of all
processes.
Usage: python bench/dataset.py [N …]
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from lnextract.batch.writing import report_json
from lnextract.cli.reports import load_report
from lnextract.dataset.build import build
from lnextract.dataset.exports import Wishes
from lnextract.dataset.persons import PersonRules
from lnextract.dataset.working import Work
from lnextract.model.report import Report
from lnextract.pipeline import read

ROOT = Path(__file__).resolve().parent.parent
SIZES = (250, 500, 1000)
MEBIBYTE = 1024


def templates() -> list[Report]:
    """Reports of the fixtures' dumps."""
    return [report for path in sorted((ROOT / "fixtures").glob("*/*.txt")) for report in read(path)]


def write_copies(reports: list[Report], number: int, folder: Path) -> list[Path]:
    """Report files whose sources and years differ."""
    paths = []
    for count in range(number):
        report = reports[count % len(reports)].model_copy(deep=True)
        report.source.sha256 = sha256(f"{count}".encode()).hexdigest()
        report.source.file = f"kopia-{count}.txt"
        if report.identity.year:
            report.identity.year -= count // len(reports) % 12
        path = folder / f"{count:06}.json"
        path.write_text(report_json(report), encoding="utf-8")
        paths.append(path)
    return paths


def measure(paths: list[Path], workers: int) -> None:
    """Builds in this process and prints what it took."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        built = build(paths, Path(folder), Work(load_report, None, PersonRules()), Wishes(), workers=workers)
        seconds = time.perf_counter() - start
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() + children.ru_utime + children.ru_stime
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // MEBIBYTE
    workers_peak = children.ru_maxrss // MEBIBYTE
    print(
        f"{built.documents:>6} reports  {built.rows['amounts']:>8} amounts  {seconds:>7.1f} s  "
        f"{1000 * cpu / built.documents:>6.1f} ms of CPU a report  {own:>5} MiB  "
        f"{workers_peak:>5} MiB a worker",
        flush=True,
    )


def main() -> None:
    """One process a size, so that each has its own peak of memory."""
    reports = templates()
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            place = Path(folder) / str(size)
            place.mkdir()
            paths = write_copies(reports, size, place)
            process = get_context("spawn").Process(target=measure, args=(paths, 2))
            process.start()
            process.join()


if __name__ == "__main__":
    main()
