"""The fixtures themselves: whole, small, and their truth printed in their dumps and PDFs."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

FIXTURES = Path(__file__).parent.parent / "fixtures"
SLUGS = sorted(path.parent.name for path in FIXTURES.glob("*/truth.json"))
DUMPED = sorted(path.stem for path in FIXTURES.glob("*/*.txt"))
LARGEST_PDF = 150_000
"""Bytes; the repository stays small."""
STYLES = {"ruled", "horizontal", "half-ruled", "zebra", "unruled"}
BROKEN_WORD = re.compile("[\u00ad\ufffe]")
"""A soft hyphen, and what PDFium makes of one at a line's end."""
WHITE = re.compile(r"\s")


def documents(slug: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((FIXTURES / slug / "truth.json").read_text(encoding="utf-8"))
    return found


def folded(text: str) -> str:
    """Ligatures apart, soft hyphens and white space gone."""
    return WHITE.sub("", BROKEN_WORD.sub("", unicodedata.normalize("NFKC", text)))


def printed(document: dict[str, Any]) -> list[str]:
    """Every text that the truth claims to stand in the document; none for a picture."""
    tables = document.get("tables", [])
    rows = [row for table in tables for row in table["rows"]]
    said = [entry["title"] for key in ("sections", "assignments") for entry in document.get(key, [])]
    said += [table["title"] for table in tables if table["title"]]
    said += [claim["text"] for claim in document.get("claims", [])]
    said += [text for row in document.get("activities", []) for text in row.values() if text]
    cut = [
        row["label"] for table in tables if "row-split" in table.get("traits", []) for row in table["rows"]
    ]
    said += [word for label in cut for word in label.split()]
    said += [row["label"] for row in rows if row["label"] not in cut]
    return said + [cell["text"] for row in rows for cell in row["cells"] if cell]


def pages(slug: str) -> list[str]:
    with pypdfium2.PdfDocument(FIXTURES / slug / f"{slug}.pdf") as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def test_there_are_fixtures() -> None:
    assert len(SLUGS) >= 21
    assert len(DUMPED) >= 18


@pytest.mark.parametrize("slug", SLUGS)
def test_fixture_is_whole_and_small(slug: str) -> None:
    folder = FIXTURES / slug
    dump = {f"{slug}.txt"} if slug in DUMPED else set()
    assert {path.name for path in folder.iterdir()} == {f"{slug}.pdf", "truth.json"} | dump
    assert (folder / f"{slug}.pdf").stat().st_size < LARGEST_PDF


@pytest.mark.parametrize("slug", DUMPED)
def test_truth_is_printed_in_the_dump(slug: str) -> None:
    dump = folded((FIXTURES / slug / f"{slug}.txt").read_text(encoding="utf-8"))
    assert documents(slug)
    for document in documents(slug):
        assert [text for text in printed(document) if folded(text) not in dump] == []


@pytest.mark.parametrize("slug", SLUGS)
def test_truth_is_printed_in_the_pdf(slug: str) -> None:
    text = folded("".join(pages(slug)))
    for document in documents(slug):
        assert [said for said in printed(document) if folded(said) not in text] == []


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if "source" in documents(slug)[0]])
def test_pages_are_as_many_as_the_truth_says(slug: str) -> None:
    source = documents(slug)[0]["source"]
    assert len(pages(slug)) == source["pages"]
    assert bool("".join(pages(slug))) == (source["kind"] != "scan")


@pytest.mark.parametrize("slug", SLUGS)
def test_tables_name_their_style_and_have_whole_rows(slug: str) -> None:
    for document in documents(slug):
        for table in document.get("in_picture", document)["tables"]:
            assert table["style"] in STYLES
            assert {len(row["cells"]) for row in table["rows"]} == {len(table["columns"])}


def test_every_style_has_tables_of_two_producers() -> None:
    producers: dict[str, set[str]] = {style: set() for style in STYLES}
    for slug in SLUGS:
        with pypdfium2.PdfDocument(FIXTURES / slug / f"{slug}.pdf") as pdf:
            producer = pdf.get_metadata_dict()["Producer"].split()[0]
        for document in documents(slug):
            for table in document.get("tables", []):
                producers[table["style"]].add(producer)
    assert {style: len(names) >= 2 for style, names in producers.items()} == dict.fromkeys(STYLES, True)
