"""Rows of one report after the other into plain files: memory does not grow with their number."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lnextract.dataset.cells import as_text
from lnextract.dataset.recipe import Rows
from lnextract.dataset.schema import Table


def csv_writer(file: Any) -> Any:
    """Fields quoted where they need it, lines ended by a line feed."""
    return csv.writer(file, lineterminator="\n")


class Spool:
    """One CSV file a table, open while reports are added."""

    def __init__(self, folder: Path, tables: Sequence[Table]) -> None:
        self._folder, self._tables = folder, tables
        self._files = ExitStack()
        self._writers: dict[str, Any] = {}

    def __enter__(self) -> Self:
        for table in self._tables:
            path = self._folder / f"{table.name}.csv"
            file = self._files.enter_context(path.open("w", encoding="utf-8", newline=""))
            self._writers[table.name] = csv_writer(file)
            self._writers[table.name].writerow([column.name for column in table.columns])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._files.close()

    def add(self, rows: Rows) -> None:
        """The rows of one report."""
        for table in self._tables:
            if table.name in rows:
                self._write(table, rows[table.name])

    def _write(self, table: Table, rows: Iterable[Any]) -> None:
        names = [column.name for column in table.columns]
        self._writers[table.name].writerows([as_text(getattr(row, name)) for name in names] for row in rows)
