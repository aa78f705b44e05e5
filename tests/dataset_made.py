"""Datasets for the tests: documents read, written as report files, built."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lnextract.batch.writing import report_json
from lnextract.cli.reports import load_report
from lnextract.dataset.build import build
from lnextract.dataset.exports import Wishes
from lnextract.dataset.exports.linked import Publication
from lnextract.dataset.persons import PersonRules
from lnextract.dataset.working import Work
from lnextract.model.report import Report
from lnextract.pipeline import read

WISHES = Wishes(Publication(license="https://example.org/licens"), swedish_csv=True)


@dataclass(frozen=True)
class MadeDataset:
    """A built dataset."""

    folder: Path
    reports: Path
    sources: dict[str, Path]
    """sha256 of a source → where it lies."""

    @contextmanager
    def database(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with duckdb.connect(str(self.folder / "historiebeskrivning.duckdb"), read_only=True) as connection:
            yield connection

    def ask(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.database() as connection:
            return connection.execute(query, list(values)).fetchall()


def make_dataset(place: Path, folders: Sequence[Path]) -> MadeDataset:
    """The dataset of all PDFs and dumps below the folders."""
    reports, sources = place / "reports", {}
    reports.mkdir()
    found = sorted(
        path for folder in folders for ending in ("pdf", "txt") for path in folder.rglob(f"*.{ending}")
    )
    for number, path in enumerate(found):
        for part, report in enumerate(read(path)):
            sources[report.source.sha256] = path
            write_report(reports / f"{number:03}-{part}.json", report)
    return MadeDataset(build_into(place / "dataset", sorted(reports.iterdir())), reports, sources)


def write_report(path: Path, report: Report) -> Path:
    path.write_text(report_json(report), encoding="utf-8")
    return path


def build_into(
    folder: Path, paths: Sequence[Path], rules: PersonRules | None = None, *, workers: int = 1
) -> Path:
    """Builds without the terminal; gives the folder."""
    build(paths, folder, Work(load_report, None, rules or PersonRules()), WISHES, workers=workers)
    return folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of a table's CSV."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
