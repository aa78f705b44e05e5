"""Rows of one report after the other into plain files: memory does not grow with their number."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from lnextract.dataset.cells import as_text
from lnextract.dataset.recipe import Rows
from lnextract.dataset.schema import Table

Mask = Callable[[str], str]
"""Text of a report → the same with persons masked."""


def csv_writer(file: Any) -> Any:
    """Fields quoted where they need it, lines ended by a line feed."""
    return csv.writer(file, lineterminator="\n")


class Spool:
    """One CSV file a table, open while reports are added."""

    def __init__(self, folder: Path, tables: Sequence[Table], mask: Mask) -> None:
        self._folder, self._tables, self._mask = folder, tables, mask
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
        prose = [column.says.prose for column in table.columns]
        for row in rows:
            values = dataclasses.astuple(row)
            self._writers[table.name].writerow(
                as_text(self._mask(value) if masked and value is not None else value)
                for value, masked in zip(values, prose, strict=True)
            )
