"""The fixtures themselves: whole, small, and their truth printed in their dumps."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
SLUGS = sorted(path.parent.name for path in FIXTURES.glob("*/truth.json"))
LARGEST_PDF = 200_000
"""Bytes; the repository stays small."""


def folded(text: str) -> str:
    return re.sub(r"\s", "", text)


def printed(document: dict[str, Any]) -> list[str]:
    """Every text that the truth claims to stand in the document."""
    tables = document["tables"]
    rows = [row for table in tables for row in table["rows"]]
    said = [entry["title"] for key in ("sections", "assignments") for entry in document[key]]
    said += [table["title"] for table in tables if table["title"]]
    said += [claim["text"] for claim in document["claims"]]
    said += [text for row in document["activities"] for text in row.values() if text]
    said += [row["label"] for row in rows]
    return said + [cell["text"] for row in rows for cell in row["cells"] if cell]


def test_there_are_fixtures() -> None:
    assert len(SLUGS) >= 14


@pytest.mark.parametrize("slug", SLUGS)
def test_fixture_is_whole_and_small(slug: str) -> None:
    folder = FIXTURES / slug
    assert {path.name for path in folder.iterdir()} == {f"{slug}.pdf", f"{slug}.txt", "truth.json"}
    assert (folder / f"{slug}.pdf").stat().st_size < LARGEST_PDF


@pytest.mark.parametrize("slug", SLUGS)
def test_truth_is_printed_in_the_dump(slug: str) -> None:
    dump = folded((FIXTURES / slug / f"{slug}.txt").read_text(encoding="utf-8"))
    documents = json.loads((FIXTURES / slug / "truth.json").read_text(encoding="utf-8"))
    assert documents
    for document in documents:
        assert [text for text in printed(document) if folded(text) not in dump] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_rows_are_as_wide_as_their_columns(slug: str) -> None:
    for document in json.loads((FIXTURES / slug / "truth.json").read_text(encoding="utf-8")):
        for table in document["tables"]:
            assert {len(row["cells"]) for row in table["rows"]} == {len(table["columns"])}
