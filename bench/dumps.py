"""Reports a second on text dumps, in one process after a warm-up, and the time that `--help` takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from rich.console import Console
from rich.table import Table

from lnextract import read

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = {"fixtures": ROOT / "fixtures", "real reports": ROOT.parent / "shared" / "reports"}
LEAST_S = 3.0
"""Long enough for the machine's hiccups to even out."""
STARTS = 5


def dumps_in(folder: Path) -> list[Path]:
    """The text dumps; none where the folder is absent."""
    return sorted(folder.rglob("*.txt"))


def reports_per_second(paths: list[Path]) -> float:
    """Read all of them again and again; the first round warms up and is not counted."""
    for path in paths:
        read(path)
    begun, done = perf_counter(), 0
    while perf_counter() - begun < LEAST_S:
        done += sum(len(read(path)) for path in paths)
    return done / (perf_counter() - begun)


def start_seconds() -> float:
    """Median wall time of `lnextract --help`."""
    return median(_one_start() for _ in range(STARTS))


def _one_start() -> float:
    begun = perf_counter()
    subprocess.run([sys.executable, "-m", "lnextract", "--help"], check=True, capture_output=True)
    return perf_counter() - begun


def main() -> None:
    table = Table("measured", "inputs", "result")
    table.columns[1].justify = table.columns[2].justify = "right"
    for name, folder in FOLDERS.items():
        if paths := dumps_in(folder):
            speed = reports_per_second(paths)
            table.add_row(f"dumps, {name}", str(len(paths)), f"{speed:.1f} reports/s")
    table.add_row("lnextract --help", str(STARTS), f"{start_seconds():.2f} s (median)")
    Console().print(table)


if __name__ == "__main__":
    main()
