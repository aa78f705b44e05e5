"""`datapackage.json`: the Data Package (version 2) that describes every file, derived from the tables."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from lnextract import __version__
from lnextract.dataset.schema import Column, Table
from lnextract.dataset.store import Store
from lnextract.dataset.tables import BY_NAME, TABLES

PACKAGE_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE: Final = "https://datapackage.org/profiles/2.0/tableschema.json"
NAME: Final = "historiebeskrivning"
TITLE: Final = "Historiebeskrivning: nämndernas uppföljning som data"
DESCRIPTION: Final = (
    "Vad nämnderna gjorde, med vem, när, för hur mycket, och vad de själva skrev, ur deras "
    "uppföljningsrapporter och årsredovisningar. Varje rad går att följa till dokument, sida och plats.\n\n"
    "What the boards did, with whom, when, for how much, and what they wrote themselves, from their "
    "follow-up and year reports. Every row can be traced to document, page and place."
)
MISSING: Final = [{"value": "", "label": "står inte i källan / not printed in the source"}]
ORDERED_LISTS: Final = frozenset({"severity", "cycle"})
"""Code lists whose order means something."""
Codes = dict[str, list[dict[str, str]]]


def write_datapackage(store: Store, folder: Path, quality: Path | None = None) -> None:
    """Types, keys, missing values, categories and descriptions in Swedish and English.

    `quality`, the error estimate, is copied into the folder and named among the resources.

    It bears no date: the same reports give the same bytes. `version` is that of lnextract.
    """
    codes = codes_in(store)
    tables = [_resource(table, folder, store.count(table.name), codes) for table in TABLES]
    package = {
        "$schema": PACKAGE_PROFILE,
        "name": NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": __version__,
        "keywords": ["lokala nämnder", "uppföljningsrapport", "ekonomi", "folkhälsa"],
        "contributors": [{"title": f"lnextract {__version__}", "roles": ["creator"]}],
        "resources": [*tables, *([_quality(quality, folder)] if quality else [])],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")


def _quality(source: Path, folder: Path) -> dict[str, Any]:
    path = folder / f"quality{source.suffix.lower()}"
    content = source.read_bytes()
    path.write_bytes(content)
    return {
        "name": "quality",
        "path": path.name,
        "title": "quality",
        "description": both(
            "Hur ofta datamängden har fel, skattat ur ett stickprov som människor har jämfört med sidorna.",
            "How often the dataset is wrong, estimated from a sample that people compared with the pages.",
        ),
        "format": path.suffix.lstrip("."),
        "bytes": len(content),
        "hash": _digest(content),
    }


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def codes_in(store: Store) -> Codes:
    """Name of a code list → its values with both meanings, in order."""
    found: Codes = {}
    for row in store.connection.execute(
        "SELECT list_name, code, sv, en FROM codelists ORDER BY list_name, position"
    ).fetchall():
        found.setdefault(row[0], []).append({"value": row[1], "label": f"{row[2]} / {row[3]}"})
    return found


def both(sv: str, en: str) -> str:
    """A description in both languages."""
    return f"{sv} / {en}"


def _resource(table: Table, folder: Path, rows: int, codes: Codes) -> dict[str, Any]:
    path = folder / f"{table.name}.csv"
    content = path.read_bytes()
    return {
        "name": table.name,
        "type": "table",
        "path": path.name,
        "title": table.name,
        "description": both(table.sv, table.en),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": _digest(content),
        "rowCount": rows,
        "schema": _schema(table, codes),
    }


def _schema(table: Table, codes: Codes) -> dict[str, Any]:
    links = [_link(table, column) for column in table.links]
    return {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(table, column, codes) for column in table.columns],
        "missingValues": MISSING,
        "primaryKey": list(table.key),
        **({"foreignKeys": links} if links else {}),
    }


def _field(table: Table, column: Column, codes: Codes) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if table.key == (column.name,):
        constraints["unique"] = True
    known = codes.get(column.says.codes or "")
    return {
        "name": column.name,
        "type": column.kind,
        "title": column.says.sv,
        "description": both(column.says.sv, column.says.en),
        **({"constraints": constraints} if constraints else {}),
        **({"categories": known, "categoriesOrdered": column.says.codes in ORDERED_LISTS} if known else {}),
    }


def _link(table: Table, column: Column) -> dict[str, Any]:
    target = BY_NAME[column.says.to or ""]
    resource = {} if target is table else {"resource": target.name}
    return {"fields": [column.name], "reference": {**resource, "fields": [target.key[0]]}}
