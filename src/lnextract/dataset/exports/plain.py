"""CSV for programs and Parquet, one file a table."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

from lnextract.dataset.cells import as_text
from lnextract.dataset.spooling import csv_writer
from lnextract.dataset.store import Store, quoted
from lnextract.dataset.tables import TABLES


def write_csv(store: Store, folder: Path, spools: Path) -> None:
    """UTF-8, comma, point in numbers, ISO dates; an empty field is a missing value.

    Args:
        spools: what the database was filled from. Where it took all rows as they came, they are there.
    """
    for table in TABLES:
        if not table.shared and not table.asked:
            copyfile(spools / f"{table.name}.csv", folder / f"{table.name}.csv")
            continue
        with (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv_writer(file)
            writer.writerow([column.name for column in table.columns])
            writer.writerows([as_text(value) for value in row] for row in store.rows(table.name))


def write_parquet(store: Store, folder: Path) -> None:
    """Typed as the database is; without any stamp of time or place."""
    for table in TABLES:
        path = quoted(str(folder / f"{table.name}.parquet"))
        store.connection.execute(f'COPY "{table.name}" TO {path} (FORMAT parquet, COMPRESSION zstd)')
