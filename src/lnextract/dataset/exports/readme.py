"""`README.md` of the dataset: every table, column and view in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lnextract.dataset.exports.datapackage import DESCRIPTION, TITLE
from lnextract.dataset.exports.readme_sheets import GUIDE
from lnextract.dataset.schema import Column, Table
from lnextract.dataset.store import Store
from lnextract.dataset.tables import TABLES
from lnextract.dataset.views import VIEWS


def write_readme(store: Store, folder: Path) -> None:
    """What a reader of the plain files needs to know."""
    (folder / "README.md").write_text("\n".join(_lines(store)) + "\n", encoding="utf-8")


def _lines(store: Store) -> Iterator[str]:
    yield from (f"# {TITLE}", "", DESCRIPTION, "")
    yield from (f"- **{topic}**: {text}" for topic, text in GUIDE)
    yield from (
        "",
        "## Vyer i DuckDB / views",
        "",
        "| vy / view | svenska | English |",
        "| --- | --- | --- |",
    )
    yield from (f"| `{view.name}` | {view.sv} | {view.en} |" for view in VIEWS)
    for table in TABLES:
        yield from _table(table, store.count(table.name))


def _table(table: Table, rows: int) -> Iterator[str]:
    yield from ("", f"## {table.name} ({rows})", "", f"{table.sv} / {table.en}", "")
    yield from ("| kolumn / column | typ / type | svenska | English |", "| --- | --- | --- | --- |")
    yield from (_column(column) for column in table.columns)


def _column(column: Column) -> str:
    says = column.says
    marks = [
        column.kind,
        *(["nyckel / key"] if says.key else []),
        *([f"→ {says.to}"] if says.to else []),
        *([f"kod / code `{says.codes}`"] if says.codes else []),
    ]
    return f"| `{column.name}` | {', '.join(marks)} | {_cell(says.sv)} | {_cell(says.en)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
