"""The DuckDB file: tables with their keys, filled from the spooled files, and what is asked of all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from importlib import resources
from pathlib import Path
from typing import Any, Final

from lnextract.dataset.schema import Column, Kind, Table

DATABASE: Final = "historiebeskrivning.duckdb"
TYPES: Final[dict[Kind, str]] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DECIMAL(24,6)",
    "date": "DATE",
    "boolean": "BOOLEAN",
}
MEMORY: Final = "1GB"
"""What DuckDB may take before it writes to disk; it needs far less for the reports of a region."""
FORMAT: Final = "v1.3.0"
"""Of the file: the latest one that holds no random identifier. Every DuckDB since 1.3 reads it."""
FETCHED_ROWS: Final = 10_000
"""Rows taken from DuckDB at a time."""


def quoted(text: str) -> str:
    """Text as an SQL string."""
    return "'" + text.replace("'", "''") + "'"


class Store:
    """The database while it is being filled."""

    def __init__(self, path: Path, tables: Sequence[Table]) -> None:
        import duckdb

        self._tables = {table.name: table for table in tables}
        # One thread, kept order, no identifier: the same rows make the same files.
        settings: dict[str, str | bool | int | float | list[str]] = {
            "threads": 1,
            "memory_limit": MEMORY,
            "preserve_insertion_order": True,
            "storage_compatibility_version": FORMAT,
        }
        self.connection = duckdb.connect(str(path), config=settings)
        for table in tables:
            self.connection.execute(self._definition(table))

    def _definition(self, table: Table) -> str:
        lines = [
            f'"{column.name}" {TYPES[column.kind]}{" NOT NULL" if column.required else ""}'
            for column in table.columns
        ]
        if table.key:
            lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
        lines.extend(
            f"FOREIGN KEY ({column.name}) REFERENCES {column.says.to} ({self._target(column)})"
            for column in table.links
            if column.says.to != table.name  # DuckDB can't fill a table that points to itself in one step
        )
        return f'CREATE TABLE "{table.name}" ({", ".join(lines)})'

    def _target(self, column: Column) -> str:
        return self._tables[column.says.to or ""].key[0]

    def fill(self, table: Table, spooled: Path) -> None:
        """Rows from a spooled file; those of a shared table once each, sorted."""
        types = ", ".join(f"{quoted(column.name)}: {quoted(TYPES[column.kind])}" for column in table.columns)
        source = (
            f"read_csv({quoted(str(spooled))}, columns={{{types}}}, header=true, delim=',', quote='\"', "
            "escape='\"', nullstr='', auto_detect=false, parallel=false, max_line_size=20000000)"
        )
        if table.shared:
            every = ", ".join(column.name for column in table.columns)
            source = f"(SELECT DISTINCT ON ({', '.join(table.key)}) * FROM {source} ORDER BY {every})"
            source += f" ORDER BY {', '.join(f'{name} NULLS FIRST' for name in table.order)}"
        self.connection.execute(f'INSERT INTO "{table.name}" SELECT * FROM {source}')

    def ask(self, table: Table) -> None:
        """Rows that a query makes of all reports."""
        self.connection.execute(f'INSERT INTO "{table.name}" {sql(table.asked or "")}')

    def rows(self, name: str, limit: int | None = None) -> Iterator[tuple[Any, ...]]:
        """All rows of a table or view, or the first so many, a batch at a time."""
        few = "" if limit is None else f" LIMIT {limit}"
        return self.ask_rows(f'SELECT * FROM "{name}"{few}')

    def ask_rows(self, query: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Rows of a query with `?` for the values, a batch at a time."""
        cursor = self.connection.cursor().execute(query, list(values))
        while batch := cursor.fetchmany(FETCHED_ROWS):
            yield from batch

    def close(self) -> None:
        """Write everything and let go of the file."""
        self.connection.execute("CHECKPOINT")
        self.connection.close()

    def count(self, name: str) -> int:
        """Number of rows of a table or view."""
        (number,) = self.connection.execute(f'SELECT count(*) FROM "{name}"').fetchone() or (0,)
        return int(number)

    def decimal_count(self, name: str) -> Decimal:
        """As `count`, to be written as a figure."""
        return Decimal(self.count(name))


def sql(name: str) -> str:
    """A query of this package."""
    return (resources.files("lnextract.dataset") / "sql" / f"{name}.sql").read_text(encoding="utf-8")
